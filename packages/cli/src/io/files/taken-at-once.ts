/** Rows that wait as objects; more of them wait as JSON, which takes a tenth of the memory. */
const mostUnpacked = 1_000

/**
 * The rows of a parser, in portions, each row taken from it as soon as it is there. A parser that runs at its
 * own pace keeps the rows that nobody has asked for, and one that moves all of them for each that it returns
 * takes an hour for a million rows if its reader waits for a network.
 *
 * @typeParam Row what JSON returns as it was
 */
export async function* takenAtOnce<Row>(rows: AsyncIterable<Row>): AsyncGenerator<Row[], void, undefined> {
  /** Portions in their order, before those that are not packed. */
  const packed: Buffer[] = []
  let waiting: Row[] = []
  let isClosed = false
  let hasEnded = false
  let wake = () => {}
  const taking = (async () => {
    try {
      for await (const row of rows) {
        if (isClosed) return
        if (waiting.length === mostUnpacked) {
          packed.push(Buffer.from(JSON.stringify(waiting)))
          waiting = []
        }
        waiting.push(row)
        wake()
      }
    } finally {
      hasEnded = true
      wake()
    }
  })()
  // Its fault is thrown below, after the rows before it.
  taking.catch(() => {})
  try {
    for (;;) {
      const portion = packed.shift()
      const taken = waiting
      if (portion) yield JSON.parse(portion.toString()) as Row[]
      else if (taken.length > 0) {
        waiting = []
        yield taken
      } else if (hasEnded) return await taking
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    isClosed = true
    await taking.catch(() => {})
  }
}
