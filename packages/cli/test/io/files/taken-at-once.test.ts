import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { takenAtOnce } from '../../../src/io/files/taken-at-once.ts'

const rowCount = 500

/** A parser at its own pace, ten rows a turn, as the one of workbooks is. */
class Parser {
  isClosed = false
  /** The most rows that it had to keep. */
  mostKept = 0

  async *rows(): AsyncGenerator<number> {
    const kept: number[] = []
    let parsed = 0
    const parsing = (async () => {
      for (; parsed < rowCount; await setImmediate()) {
        for (let burst = 0; burst < 10; burst++) kept.push(parsed++)
      }
    })()
    try {
      while (parsed < rowCount || kept.length > 0) {
        this.mostKept = Math.max(this.mostKept, kept.length)
        const row = kept.shift()
        if (row === undefined) await setImmediate()
        else yield row
      }
    } finally {
      this.isClosed = true
      await parsing
    }
  }
}

test('a slow reader gets every row in order, and the parser keeps none of them', async () => {
  const parser = new Parser()
  const rows: number[] = []
  for await (const portion of takenAtOnce(parser.rows())) {
    rows.push(...portion)
    for (let turn = 0; turn < 10; turn++) await setImmediate()
  }
  expect(rows).toEqual(Array.from({ length: rowCount }, (_, row) => row))
  // Those of two turns at most.
  expect(parser.mostKept).toBeLessThanOrEqual(20)
})

test('rows that wait in thousands are kept as text, in their order', async () => {
  const parsed = Array.from({ length: 3_500 }, (_, line) => ({ line, cells: ['Zoë "Q"', `${line}`] }))
  const portions: (typeof parsed)[] = []
  const rows = takenAtOnce(
    (async function* () {
      yield* parsed
    })(),
  )
  for await (const portion of rows) {
    portions.push(portion)
    await setImmediate()
  }
  expect(portions.flat()).toEqual(parsed)
  const objectsKept = new Set<object>(parsed)
  expect(portions.flat().filter((row) => objectsKept.has(row)).length).toBeLessThanOrEqual(1_000)
})

test('a reader who has enough closes the parser', async () => {
  const parser = new Parser()
  for await (const _ of takenAtOnce(parser.rows())) break
  expect(parser.isClosed).toBe(true)
})

test('the fault of a parser comes after the rows before it', async () => {
  const rows: number[] = []
  const reading = async () => {
    const broken = async function* () {
      yield 1
      yield 2
      throw new Error('cut off')
    }
    for await (const portion of takenAtOnce(broken())) rows.push(...portion)
  }
  await expect(reading()).rejects.toThrow('cut off')
  expect(rows).toEqual([1, 2])
})
