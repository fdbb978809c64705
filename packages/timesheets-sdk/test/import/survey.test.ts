import { describe, expect, it, test } from 'vitest'
import { onePerson, surveyImport } from '../../src/import/index.ts'
import { chunks, utf16 } from './support/bytes.ts'
import { clockify, harvest, people, survey, toggl, togglHeader } from './support/exports.ts'

describe('surveyImport', () => {
  it('tells what kind of file it is', async () => {
    expect(await survey(toggl({}, {}))).toMatchObject({
      layout: { format: 'toggl' },
      encoding: 'utf-8',
      delimiter: ',',
      rows: 2,
      dateOrder: 'ymd',
      from: '2026-11-23',
      to: '2026-11-23',
    })
    expect(await survey(utf16(`\ufeff${clockify({})}`, true))).toMatchObject({
      layout: { format: 'clockify' },
      encoding: 'utf-16le',
      dateOrder: 'mdy',
    })
  })

  it('reads what a spreadsheet has made of the file', async () => {
    const content = harvest({ Hours: '1,5', Date: '13.11.2026' })
      .replaceAll(',', ';')
      .replaceAll('1;5', '1,5')
    expect(await survey(content.replaceAll('"', ''))).toMatchObject({
      delimiter: ';',
      rows: 1,
      dateOrder: 'dmy',
      decimalSeparator: ',',
      from: '2026-11-13',
    })
  })

  it('survives a header alone, and refuses an empty file', async () => {
    expect(await survey(togglHeader)).toMatchObject({
      rows: 0,
      people: [],
      dateOrder: 'ymd',
      from: undefined,
    })
    await expect(survey('')).rejects.toMatchObject({ code: 'empty_file' })
  })

  it('goes by the format that is forced', async () => {
    await expect(survey(toggl({}), { format: 'clockify' })).resolves.toMatchObject({
      layout: { format: 'clockify' },
    })
    await expect(survey(toggl({}), { format: 'harvest' })).rejects.toMatchObject({ code: 'missing_column' })
    await expect(survey('userId,date,project\n')).rejects.toMatchObject({ code: 'unknown_format' })
  })

  it('lists everybody once, with the number of their rows and who they are', async () => {
    const directory = await people('userId,email\nauth0|maria,maria@abc.example\n')
    const content = toggl({}, { Email: 'li@abc.example', User: 'Li Wei' }, { Email: 'MARIA@abc.example' })
    expect((await survey(content, { people: directory })).people).toEqual([
      {
        person: { email: 'maria@abc.example', name: 'Maria Jung' },
        count: 2,
        match: { userId: 'auth0|maria' },
      },
      {
        person: { email: 'li@abc.example', name: 'Li Wei' },
        count: 1,
        match: { problem: 'unknown', message: expect.any(String) },
      },
    ])
  })

  it('knows nobody where nothing says who is who', async () => {
    expect(await surveyImport(chunks(toggl({})))).toMatchObject({
      people: [{ match: { problem: 'unknown' } }],
    })
  })

  it('knows people of Harvest by first and last name, and nobody where an export names nobody', async () => {
    const own =
      'Description,Duration,Project,Start date,Start time\nReview,1:00:00,ACME-42,2026-11-23,10:00:00\n'
    expect((await survey(harvest({}))).people).toMatchObject([{ person: { name: 'Maria Jung' } }])
    expect((await survey(own, { people: onePerson('auth0|maria') })).people).toEqual([
      { person: {}, count: 1, match: { userId: 'auth0|maria' } },
    ])
  })

  it('finds the order of the dates in the whole file, also in the days that entries end on', async () => {
    const early = { 'Start Date': '03/04/2026', 'End Date': '03/04/2026' }
    expect(await survey(clockify(early))).toMatchObject({ dateOrder: 'ambiguous', from: undefined })
    expect(await survey(clockify(early, { 'Start Date': '03/13/2026' }))).toMatchObject({
      dateOrder: 'mdy',
      from: '2026-03-04',
      to: '2026-03-13',
    })
    const pastMidnight = {
      ...early,
      'Start Time': '11:00 PM',
      'End Date': '04/04/2026',
      'End Time': '12:30 AM',
    }
    expect(await survey(clockify(early, pastMidnight))).toMatchObject({
      dateOrder: 'dmy',
      from: '2026-04-03',
    })
    expect(await survey(clockify(early), { dateOrder: 'dmy' })).toMatchObject({ dateOrder: 'dmy' })
  })

  test.each<[string | undefined, string[]]>([
    ['.', ['7.5', '1']],
    [',', ['7,5', '2.000']],
    [',', ['2.000,0']],
    ['.', ['2,000.0']],
    [undefined, ['1', '2.000']],
    [undefined, ['7.5', '7,5']],
    [undefined, ['7:30']],
  ])('finds the decimal separator %s in %j', async (separator, hours) => {
    const { decimalSeparator } = await survey(harvest(...hours.map((text) => ({ Hours: text }))))
    expect(decimalSeparator).toBe(separator)
  })

  it('counts rows that are broken, and learns nothing from them', async () => {
    const content = `${toggl({}).trimEnd()}\nonly,three,cells\nMaria,"open\n`
    const { rows, people: named, dateOrder } = await survey(content)
    expect({ rows, named: named.length, dateOrder }).toEqual({ rows: 3, named: 1, dateOrder: 'ymd' })
  })
})
