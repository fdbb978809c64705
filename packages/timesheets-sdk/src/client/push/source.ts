/**
 * The items of `source`, until it ends or `signal` aborts, even while an item is being waited for. Closes the
 * source.
 */
export async function* itemsUntil<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item, void, undefined> {
  const iterator: Iterator<Item> | AsyncIterator<Item> =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  // One listener for all items: to race each of them with one long-lived promise would keep them all in
  // memory.
  let stop = () => {}
  const onAbort = () => stop()
  signal.addEventListener('abort', onAbort)
  let isOpen = true
  try {
    while (!signal.aborted) {
      isOpen = false
      const next = await new Promise<IteratorResult<Item> | undefined>((resolve, reject) => {
        stop = () => resolve(undefined)
        Promise.resolve(iterator.next()).then(resolve, reject)
      })
      if (next?.done) return
      isOpen = true
      if (next !== undefined) yield next.value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    if (isOpen) close(iterator)
  }
}

/** Not waited for: a source that is stuck in waiting for an item would be stuck in this, too. */
async function close(iterator: Iterator<unknown> | AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.()
  } catch {
    // A failure to close does not change the items that were read.
  }
}
