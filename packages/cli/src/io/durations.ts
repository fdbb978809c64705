/** A stretch of time for people: `0.4 s`, `13.2 s`, `2 min 13 s`, `1 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`
  return formatRemaining(ms)
}

/** As {@link formatDuration}, for what is only guessed: in whole seconds. */
export function formatRemaining(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
