import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  ImportError,
  isRejected,
  onePerson,
  readImport,
  readPeople,
  surveyImport,
} from '../../../src/import/index.ts'
import { newEntrySchema } from '../../../src/model/index.ts'
import { all, chunks } from '../support/bytes.ts'
import { cell, harvest, rowsOf, survey, toggl, togglHeader } from '../support/exports.ts'

const maria = 'auth0|maria'

describe('readImport', () => {
  it('gives entries that the API takes, or says what is wrong, whatever stands in the cells', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '',
        '2026-11-23',
        '23.11.2026',
        '1:30:00',
        '7,5',
        'Yes',
        'ACME-42',
        '10:00 AM',
        '\u0000',
        '"',
      ),
    )
    const row = fc.array(text, { minLength: 14, maxLength: 14 })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        const content = [togglHeader, ...rows.map((cells) => cells.map(cell).join(','))].join('\n')
        const read = await rowsOf(content, { dateOrder: 'dmy', rounding: 'nearest' })
        for (const one of read) {
          if (isRejected(one)) expect(one.violations.length).toBeGreaterThan(0)
          else expect(newEntrySchema.safeParse(one.entry).success).toBe(true)
        }
      }),
    )
  })

  it('refuses another file than the one that was surveyed', async () => {
    const options = { people: onePerson(maria), incrementMinutes: 1 }
    const rows = readImport(chunks(harvest({})), { ...options, survey: await survey(toggl({})) })
    await expect(rows.next()).rejects.toMatchObject({ code: 'file_changed' })
    const [monday, tuesday] = [{}, { 'Start date': '2026-11-24' }]
    const changed = readImport(chunks(toggl(monday, tuesday, monday)), {
      ...options,
      survey: await survey(toggl(monday, monday)),
    })
    await expect(all(changed)).rejects.toBeInstanceOf(ImportError)
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses an increment of %d minutes', async (incrementMinutes) => {
    await expect(rowsOf(toggl({}), { incrementMinutes })).rejects.toBeInstanceOf(RangeError)
  })

  it.each<[string, (file: AsyncIterable<Uint8Array>) => Promise<unknown>]>([
    ['it is left early', async (file) => readFirst(file)],
    [
      'it is not the file that was surveyed',
      async (file) => expect(readFirst(file, harvest({}))).rejects.toThrow(),
    ],
    [
      'it is not an export',
      async (file) => expect(surveyImport(file, { format: 'harvest' })).rejects.toThrow(),
    ],
    ['it names no people', async (file) => expect(readPeople(file)).rejects.toThrow()],
  ])('closes the file when %s', async (_, read) => {
    let isClosed = false
    async function* file() {
      try {
        yield* chunks(toggl({}, {}, {}), 100)
      } finally {
        isClosed = true
      }
    }
    await read(file())
    expect(isClosed).toBe(true)
  })
})

async function readFirst(file: AsyncIterable<Uint8Array>, surveyed = toggl({})) {
  const options = { people: onePerson(maria), incrementMinutes: 1 }
  for await (const rows of readImport(file, { ...options, survey: await survey(surveyed) })) {
    for (const _ of rows) return
  }
}
