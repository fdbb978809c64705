/** Ends an exchange with the caller's signal, or when nothing has happened for too long. */
export interface Watchdog {
  readonly signal: AbortSignal
  /** Whether it was the time that ended it. */
  readonly isTimedOut: boolean
  /** Starts or restarts the wait. */
  start(timeoutMs: number): void
  /** Stops waiting. */
  pause(): void
  /** Ends whatever is still under way, and lets go of timer and caller's signal. */
  end(): void
}

export function watchdog(callersSignal: AbortSignal | undefined): Watchdog {
  const ended = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isTimedOut = false
  const onAbort = () => ended.abort()
  if (callersSignal?.aborted) onAbort()
  callersSignal?.addEventListener('abort', onAbort, { once: true })
  const pause = () => clearTimeout(timer)
  return {
    signal: ended.signal,
    get isTimedOut() {
      return isTimedOut
    },
    start(timeoutMs) {
      pause()
      timer = setTimeout(() => {
        isTimedOut = true
        ended.abort()
      }, timeoutMs)
    },
    pause,
    end() {
      pause()
      callersSignal?.removeEventListener('abort', onAbort)
      ended.abort()
    },
  }
}
