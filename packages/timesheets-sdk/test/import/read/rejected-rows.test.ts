import { describe, expect, it, test } from 'vitest'
import { isRejected } from '../../../src/import/index.ts'
import {
  clockify,
  entriesOf,
  harvest,
  people,
  rejectionsOf,
  rowsOf,
  survey,
  toggl,
  togglHeader,
} from '../support/exports.ts'

describe('a row that can’t be an entry', () => {
  test.each<[string, Parameters<typeof toggl>[0]]>([
    ['Project missing_field', { Project: '' }],
    ['Project too_long', { Project: 'x'.repeat(65) }],
    ['Project invalid_character', { Project: 'two\nlines' }],
    ['Description too_long', { Description: 'x'.repeat(2_001) }],
    ['Start date missing_field', { 'Start date': '' }],
    ['Start date invalid_format', { 'Start date': '2026-02-30' }],
    ['Start date out_of_range', { 'Start date': '0026-02-03' }],
    ['Start time invalid_format', { 'Start time': '25:00' }],
    ['Duration invalid_format', { Duration: 'soon' }],
    ['Billable invalid_format', { Billable: 'maybe' }],
  ])('%s', async (expected, row) => {
    expect(await rejectionsOf(toggl({}, row, {}))).toEqual([`3 ${expected}`])
  })

  it.each(['#REF!', '#N/A', '#WERT!'])('has the error of a formula: %s', async (error) => {
    const rows = toggl({ Project: error }, { Description: error }, { Tags: error })
    expect(await rejectionsOf(rows)).toEqual(['2 Project formula_error', '3 Description formula_error'])
    const own = `date,project,hours\n2026-11-23,${error},1\n`
    expect(await rejectionsOf(own)).toEqual(['2 project formula_error'])
  })

  it('has a text that was read in another encoding than it was saved in', async () => {
    const own = 'userId,date,project,hours,note\n'
    for (const [note, ...rejections] of [
      ['fÃ¼r MÃ¤rz', '2 note garbled_text'],
      ['StraÃŸe', '2 note garbled_text'],
      ['f\ufffdr', '2 note garbled_text'],
      // Portuguese, German and French words, and their quotation marks.
      ['AMANHÃ, «AMANHû, “AMANHÔ, „MENÜ“, Â'],
    ]) {
      expect(await rejectionsOf(`${own}maria,2026-11-23,A,1,"${note}"\n`)).toEqual(rejections)
    }
  })

  it('keeps its name for the report if it has the error of a formula, and numbers equal rows', async () => {
    const error = { Project: '#REF!' }
    const rows = await rowsOf(toggl({ Project: '' }, error, error))
    const ids = rows.map((row) => isRejected(row) && row.externalId)
    expect(new Set(ids).size).toBe(3)
    expect(ids[1]).toBe(`${ids[0]}:2`)
    expect(rows[1]).toMatchObject({ person: 'auth0|maria', seconds: 5_400 })
    const own = await rowsOf('date,project,hours\n2026-11-23,#N/A,1\n2026-11-23,#N/A,1\n')
    const ownIds = own.map((row) => isRejected(row) && row.externalId)
    expect(ownIds).toEqual([expect.stringMatching(/^row:/), expect.stringMatching(/^row:/)])
    expect(ownIds[0]).not.toBe(ownIds[1])
  })

  it.each(['NULL', 'n/a', '--'])('has no project, but the placeholder %s', async (Project) => {
    expect(await rejectionsOf(toggl({ Project }))).toEqual(['2 Project missing_field'])
  })

  it('says all that is wrong with it', async () => {
    const rejections = await rejectionsOf(harvest({ 'Project Code': 'x'.repeat(65), Hours: 'x', Date: '' }))
    expect(rejections).toEqual(['2 Date missing_field', '2 Hours invalid_format', '2 Project Code too_long'])
  })

  it('names a person whom nobody knows, in the column that they stand in', async () => {
    const directory = await people('userId,email\nauth0|li,li@abc.example\n')
    expect(await rejectionsOf(toggl({}), { people: directory })).toEqual(['2 Email unknown_person'])
    expect(await rejectionsOf(toggl({ Email: '' }), { people: directory })).toEqual(['2 User unknown_person'])
    expect(await rejectionsOf(harvest({}), { people: directory })).toEqual(['2 Last Name unknown_person'])
    const own = 'Duration,Project,Start date,Start time\n1:00:00,ACME-42,2026-11-23,10:00:00\n'
    expect(await rejectionsOf(own, { people: directory })).toEqual(['2 null unknown_person'])
  })

  it('names a person who may be two', async () => {
    const directory = await people('userId,name\nauth0|1,Maria Jung\nauth0|2,Maria Jung\n')
    const [row] = await rowsOf(harvest({}), { people: directory })
    expect(row).toMatchObject({
      violations: [{ code: 'ambiguous_person', message: expect.stringContaining('lines 2 and 3') }],
    })
  })

  it('is a break that Clockify says is one', async () => {
    const [header = '', row = ''] = clockify({}).split('\n')
    const content = `${header},"Type"\n${row},Regular\n${row},BREAK\n`
    expect(await rejectionsOf(content)).toEqual(['3 Type not_work'])
  })

  it.each(['Holiday', 'TIME_OFF', 'Time-off', 'Feiertag', 'Tiempo libre', 'Pause', 'Congés', 'PTO'])(
    'is %s, which is not working time',
    async (kind) => {
      const [header = '', row = ''] = clockify({}).split('\n')
      const content = `${header},"Type"\n${row},Regular\n${row},${kind}\n${row},\n`
      expect(await rejectionsOf(content)).toEqual(['3 Type not_work'])
      expect((await survey(content)).unknownKinds).toEqual([])
    },
  )

  it('has too few cells or too many', async () => {
    const [header = '', row = ''] = toggl({}).split('\n')
    const content = `${header}\n${row},\n${row}\nshort,one\n${row}\n`
    expect(await rejectionsOf(content)).toEqual(['2 null malformed_row', '4 null malformed_row'])
    const [first] = await rowsOf(content)
    expect(first).toMatchObject({
      cells: expect.arrayContaining(['ACME-42']),
      violations: [{ message: expect.stringContaining('15 cells where the first line names 14 columns') }],
    })
  })

  it('has fewer cells where a spreadsheet omitted empty ones at the end, unless a line was broken', async () => {
    const [header = '', row = ''] = toggl({}).split('\n')
    const whole = row.split(',')
    const omitted = (count: number) => whole.slice(0, -count).join(',')
    // The last two columns, tags and amount, are empty; the duration stands before them.
    const content = `${header}\n${omitted(2)}\n${row}\n${omitted(1)}\n${whole.slice(0, 6).join(',')}\n`
    // An empty last cell was not omitted; the description may go on in the next line.
    expect(await rejectionsOf(content)).toEqual(['4 null malformed_row', '5 null malformed_row'])
    const [first] = await rowsOf(content)
    expect(first).toMatchObject({ entry: { hours: 1.5 }, cells: whole })
    // The file ends within the row.
    expect(await rejectionsOf(`${header}\n${omitted(2)}`)).toEqual(['2 null malformed_row'])
  })

  it('has a stray quote, which costs the rows around it nothing', async () => {
    const [header = '', row = ''] = toggl({}).split('\n')
    const content = `${header}\n${row}\n"${row}\n${row}\n`
    expect(await rejectionsOf(content)).toEqual(['3 null malformed_row'])
    expect(await rowsOf(content)).toHaveLength(3)
  })

  it('is the last of a file that was cut off, wherever that was', async () => {
    const whole = toggl({}, { 'Start time': '12:00:00', Description: 'Prüfung, "alles"\nund mehr' })
    const bytes = new TextEncoder().encode(whole)
    const secondRow = whole.indexOf('\n', togglHeader.length + 1) + 1
    const complete = await rowsOf(whole)
    // A truncated row is rejected, unless it was cut after its last relevant cell.
    for (let cut = secondRow + 1; cut < bytes.length; cut++) {
      const rows = await rowsOf(bytes.subarray(0, cut))
      expect(rows[0]).toEqual(complete[0])
      const later = rows.slice(1).filter((row) => !isRejected(row))
      expect([[], [complete[1]?.line]]).toContainEqual(later.map(({ line }) => line))
      for (const row of later)
        expect(row).toMatchObject({ entry: { hours: 1.5, note: 'Prüfung, "alles"\nund mehr' } })
    }
    const [, row] = await rowsOf(bytes.subarray(0, secondRow + 20))
    expect(row).toMatchObject({ violations: [{ message: expect.stringContaining('cut off') }] })
  })

  it('has the name that its entry would have, where that can be known', async () => {
    const [entry] = await entriesOf(toggl({}))
    const [nameless, unnamed, unplaced] = await rowsOf(
      toggl({ Duration: 'soon' }, { 'Start date': 'soon' }, { 'Start time': 'soon' }),
    )
    expect(nameless).toMatchObject({ externalId: entry?.externalId })
    expect(unnamed).not.toHaveProperty('externalId')
    expect(unplaced).not.toHaveProperty('externalId')
  })
})
