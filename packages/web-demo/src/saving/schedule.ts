/** Calls back after so many milliseconds; returns a function that cancels it. */
export type Schedule = (callback: () => void, delayMs: number) => () => void

export const byTimer: Schedule = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs)
  return () => clearTimeout(timer)
}
