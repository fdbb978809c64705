import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { onePerson, readImport, surveyImport } from '../../src/import/index.ts'
import { cell, togglHeader } from './support/exports.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const mebibyte = 1_024 * 1_024
/** `IMPORT_MEBIBYTES=200` for the long form. */
const size = Number(process.env.IMPORT_MEBIBYTES) || 100
const rowsPerChunk = 500
const notes = 'a long description, as if written in a meeting '.repeat(40)

const someDay = '0000-00-00'
const dayOfRows = Array.from({ length: rowsPerChunk }, (_, row) => {
  const [person, client, project] = [row % 40, row % 7, row % 90]
  const time = new Date(row * 61_000).toISOString().slice(11, 19)
  const named = `Person ${person},person-${person}@abc.example,Client ${client},Project ${project}`
  return `${named},,${cell(`${notes}${row}`)},Yes,${someDay},${time},,,00:30:00,,\n`
}).join('')

/** An export of about `bytes` that is never there as a whole; calls `onProgress` after each tenth of it. */
async function* hugeExport(bytes: number, onProgress: () => void): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`${togglHeader}\n`)
  for (let sent = 0, day = 0; sent < bytes; day++) {
    const date = new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10)
    const chunk = encoder.encode(dayOfRows.replaceAll(someDay, date))
    yield chunk
    if (Math.floor((sent * 10) / bytes) !== Math.floor(((sent + chunk.length) * 10) / bytes)) onProgress()
    sent += chunk.length
  }
}

/** The memory in use after each tenth of a file. */
class MemoryInUse {
  readonly #mebibytes: number[] = []

  readonly measure = () => {
    collectGarbage()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    this.#mebibytes.push((heapUsed + arrayBuffers) / mebibyte)
  }

  // The minimum of each half: buffers are freed with a delay, while kept memory only grows.
  get growth(): number {
    const least = (samples: number[]) => Math.min(...samples)
    return least(this.#mebibytes.slice(5)) - least(this.#mebibytes.slice(0, 5))
  }
}

test(`${size} MB are surveyed and read in no more memory at their end than at their beginning`, {
  timeout: 120_000,
}, async () => {
  const bytes = size * mebibyte
  const people = onePerson('auth0|maria')
  const surveying = new MemoryInUse()
  const survey = await surveyImport(hugeExport(bytes, surveying.measure), { people })
  expect(survey).toMatchObject({ rows: expect.any(Number) })
  expect(survey.people).toHaveLength(40)
  expect(surveying.growth).toBeLessThan(size / 100)

  const reading = new MemoryInUse()
  let entries = 0
  for await (const rows of readImport(hugeExport(bytes, reading.measure), {
    survey,
    people,
    incrementMinutes: 15,
  })) {
    for (const row of rows) if ('entry' in row) entries++
  }
  expect(entries).toBe(survey.rows)
  expect(reading.growth).toBeLessThan(size / 100)
})
