/**
 * The same bytes, until `stop` aborts: then it fails with its reason, also while it waits for what may never
 * come.
 */
export async function* untilStopped(
  bytes: AsyncIterable<Uint8Array>,
  stop: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await orStopped(iterator.next(), stop)
      if (next.done) return
      yield next.value
    }
  } finally {
    // Not awaited: it would wait for the bytes that are still asked for.
    void iterator.return?.()?.catch(() => {})
  }
}

/** The same result, unless `stop` aborts before: then it fails with its reason. */
export function orStopped<Value>(work: Promise<Value>, stop: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onStop = () => reject(stop.reason)
    if (stop.aborted) onStop()
    stop.addEventListener('abort', onStop, { once: true })
    work.then(resolve, reject).finally(() => stop.removeEventListener('abort', onStop))
  })
}
