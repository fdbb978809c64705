/**
 * A signal that aborts with the first of the given ones, as `AbortSignal.any` makes it where a platform has
 * that. Call `release` when the work is done, so that a signal that outlives it does not keep its listeners.
 */
export function anySignal(...signals: readonly (AbortSignal | undefined)[]): {
  readonly signal: AbortSignal
  readonly release: () => void
} {
  const ended = new AbortController()
  const listeners = signals.flatMap((signal) => {
    if (signal === undefined) return []
    const onAbort = () => ended.abort(signal.reason)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    return [() => signal.removeEventListener('abort', onAbort)]
  })
  return {
    signal: ended.signal,
    release: () => {
      for (const remove of listeners) remove()
    },
  }
}
