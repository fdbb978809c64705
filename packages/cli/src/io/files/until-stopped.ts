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
      const next = await nextOrStop(iterator, stop)
      if (next.done) return
      yield next.value
    }
  } finally {
    // Not awaited: it would wait for the bytes that are still asked for.
    void iterator.return?.()?.catch(() => {})
  }
}

function nextOrStop<Value>(
  iterator: AsyncIterator<Value>,
  stop: AbortSignal,
): Promise<IteratorResult<Value>> {
  return new Promise((resolve, reject) => {
    const onStop = () => reject(stop.reason)
    if (stop.aborted) return onStop()
    stop.addEventListener('abort', onStop, { once: true })
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => stop.removeEventListener('abort', onStop))
  })
}
