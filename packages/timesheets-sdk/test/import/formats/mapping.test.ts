import { describe, expect, it, test } from 'vitest'
import { noPeople, readMapping } from '../../../src/import/index.ts'
import { entriesOf, people, rejectionsOf, rowsOf, survey } from '../support/exports.ts'

describe('readMapping', () => {
  it('reads fields and columns, in quotes if there is a comma', () => {
    expect(readMapping('userId=Person, Date = Day,start="From, local",end=To,project="The ""P"""')).toEqual({
      userId: 'Person',
      date: 'Day',
      startTime: 'From, local',
      endTime: 'To',
      project: 'The "P"',
    })
  })

  test.each([
    ['date=Day,hours=Time', 'project is missing'],
    ['project=P,hours=Time', 'date is missing'],
    ['date=Day,project=P,start=From', 'hours is missing: name its column, or those of start and end'],
    ['date=Day,project=P,hours=Time,minutes=Min', 'name one of hours, minutes and seconds'],
    ['date=Day,customer=C', '"customer" is not a field: use userId, email'],
    ['date=Day,date=Other', 'date occurs twice'],
    ['date', '"date" is not field=column'],
    ['date=Day,=x', '"=x" is not field=column'],
  ])('rejects %s', (text, message) => {
    expect(() => readMapping(text)).toThrow(message)
  })
})

describe('any table', () => {
  const mapping = readMapping('userId=Person,date=Day,hours=Time,project=Client')
  const content =
    'Day;Person;Client;Time;Cost\n24.11.2026;auth0|li;ACME;7,5;1\n25.11.2026;Li Wei;ACME;0,33 h;1\n'

  it('has the entries that its mapping names, in the notation of the file', async () => {
    const rows = await rowsOf(content, { mapping, people: noPeople })
    expect(rows).toMatchObject([
      { entry: { userId: 'auth0|li', date: '2026-11-24', project: 'ACME', hours: 7.5 }, seconds: 27_000 },
      { entry: { userId: 'Li Wei', hours: 0.3333 } },
    ])
    expect(rows[0]).toMatchObject({ entry: { externalId: expect.stringMatching(/^table:2026-11-24:/) } })
  })

  it('names people by id, address or name where a file of people knows them, and nobody else', async () => {
    const directory = await people('userId,email,name\nauth0|li,li@abc.example,Li Wei\n')
    const rows = await rowsOf(`${content}26.11.2026;LI@abc.example;A;1;\n26.11.2026;Noor;A;1;\n`, {
      mapping,
      people: directory,
    })
    expect(rows.map((row) => ('entry' in row ? row.entry.userId : row.violations[0]?.code))).toEqual([
      'auth0|li',
      'auth0|li',
      'auth0|li',
      'unknown_person',
    ])
  })

  it('has its hours between start and end, less a break, also past midnight', async () => {
    const table =
      'Start,End,Pause,P\n2026-11-24 09:00,17:30,0:30,A\n2026-11-24T22:00:00+01:00,2:00,,A\n2026-11-24T22:00:00Z,23:00,,A\n'
    const settings = { mapping: readMapping('date=Start,start=Start,end=End,break=Pause,project=P') }
    expect(await entriesOf(table.split('\n').slice(0, 3).join('\n'), settings)).toMatchObject([
      { date: '2026-11-24', hours: 8 },
      { date: '2026-11-24', hours: 4 },
    ])
    // The local day of a time in UTC is not known.
    expect(await rejectionsOf(table, settings)).toContain('4 Start invalid_format')
    const days = 'Start,H,P\n2026-11-24T23:30:00Z,1,A\n2026-11-24T00:00:00Z,1,A\n'
    const datesOnly = { mapping: readMapping('date=Start,hours=H,project=P') }
    expect(await rejectionsOf(days, datesOnly)).toEqual(['2 Start invalid_format'])
  })

  it.each([
    ['Dauer', ['2 Dauer contradictory_duration', '3 Dauer contradictory_duration']],
    // The name of the column leaves no doubt: the rules reject 90 hours.
    ['Dauer (Std.)', []],
  ])('doubts whole numbers of %s where one is more hours than a day has', async (column, expected) => {
    const mapping = readMapping(`date=Day,hours=${column},start=From,end=To,project=P`)
    const rows = ['15,,', '90,,', '1:30,,', '8,9:00,17:00', '7.5,,']
    const table = `P,Day,${column},From,To\n${rows.map((row) => `A,2026-11-24,${row}\n`).join('')}`
    expect(await rejectionsOf(table, { mapping })).toEqual(expected)
  })

  it('rejects numbers that are fractions of a day, unless start and end tell their hours', async () => {
    const mapping = readMapping('date=Day,start=From,end=To,hours=Time,project=P')
    const rows = ['A,,,0.3125', 'A,,,0.25', 'A,9:00,9:15,0.25', 'A,,,7.5', 'A,,,0:15']
    const table = `P,From,To,Time,Day\n${rows.map((row) => `${row},2026-11-24\n`).join('')}`
    expect(await rejectionsOf(table, { mapping, rounding: 'nearest' })).toEqual([
      '2 Time contradictory_duration',
      '3 Time contradictory_duration',
    ])
    const [row] = await rowsOf(table, { mapping, rounding: 'nearest' })
    expect(row).toMatchObject({
      violations: [{ message: expect.stringContaining('0:18:45 as hours, and 7:30 as a fraction of a day') }],
    })
  })

  const spanned = { mapping: readMapping('date=Day,start=From,end=To,break=Pause,project=P') }
  const spans = (...rows: string[]) => `Day,From,To,Pause,P\n${rows.join('\n')}\n`

  test.each([
    ['minutes', '90', 1.5],
    ['minutes', '7,5', 0.125],
    ['seconds', '5400', 1.5],
  ])('has %s instead of hours: %s', async (field, number, hours) => {
    const table = `Day;P;Length\n2026-11-24;A;${number}\n`
    const settings = { mapping: readMapping(`date=Day,project=P,${field}=Length`), rounding: 'up' as const }
    const [row] = await rowsOf(table, { ...settings, incrementMinutes: 1 })
    expect(row).toMatchObject({ seconds: hours * 3_600 })
  })

  it('does not take numbers of a column of minutes for hours, nor times for numbers', async () => {
    const table = 'Day,P,Duration (min)\n2026-11-24,A,15\n2026-11-24,B,0:15\n'
    const as = (field: string) => ({ mapping: readMapping(`date=Day,project=P,${field}=Duration (min)`) })
    expect(await rowsOf(table, as('hours'))).toMatchObject([
      { violations: [{ message: '"15" is in the column Duration (min): map it with minutes=, not hours=' }] },
      { entry: { hours: 0.25 } },
    ])
    expect(await rowsOf(table, as('minutes'))).toMatchObject([
      { entry: { hours: 0.25 } },
      { violations: [{ message: '"0:15" is not a number: write 90, or map it with hours=' }] },
    ])
  })

  it('has breaks in the unit of the name of their column', async () => {
    const table = 'Day,From,To,Break (min),P\n2026-11-24,9:00,17:30,30,A\n2026-11-24,9:00,17:00,0:45,B\n'
    const settings = { mapping: readMapping('date=Day,start=From,end=To,break=Break (min),project=P') }
    expect(await entriesOf(table, settings)).toMatchObject([{ hours: 8 }, { hours: 7.25 }])
  })

  it('runs past midnight where its clock is plain, or the time is short', async () => {
    const rows = ['14:00,5:30,', '9:00 AM,5:30 AM,', '12:30,0:30,', '12:00,0:00,', '22:00,9:30,']
    const table = spans(...rows.map((row) => `2026-11-24,${row},A`))
    const hours = [15.5, 20.5, 12, 12, 11.5]
    expect(await entriesOf(table, spanned)).toMatchObject(hours.map((each) => ({ hours: each })))
  })

  it('may end at 24:00', async () => {
    expect(await entriesOf(spans('2026-11-24,22:00,24:00,0:15,A'), spanned)).toMatchObject([{ hours: 1.75 }])
  })

  test.each([
    ['9:00,17:00,half an hour', 'Pause', 'the break "half an hour" is not a duration: write 0:30 or 30 min'],
    ['9:00,17:00,30', 'Pause', 'the break "30" may be hours or minutes: write 0:30 or 30 min'],
    [
      '9:00,9:20,0:30',
      'Pause',
      'the break of 0:30 is longer than the time from start to end: write 0:30 or 30 min',
    ],
    ['9:00,5:30,0:30', 'To', '9:00 to 5:30 is 20:00, or 8:00 on a clock of 12 hours: write 17:30 or 5:30 PM'],
    ['9:00,25:00,', 'To', 'the end "25:00" is not a time of day: write 17:30'],
    ['9:00,,', 'To', 'there is neither duration nor end: is it still running?'],
    [',17:00,', 'To', 'the duration is missing, and start and end are incomplete: fill in one or the other'],
  ])('is rejected with the cause where start, end and break are %j', async (times, column, message) => {
    const [row] = await rowsOf(spans(`2026-11-24,${times},A`), spanned)
    expect(row).toMatchObject({ violations: [{ column, message }] })
  })

  test.each([
    ['23/Nov/2026 9:00 AM', '23/Nov/2026 5:00 PM'],
    ['"Nov 23, 2026, 9:00 a. m."', '"Nov 23, 2026, 5:00 p. m."'],
    ['23. 11. 2026 9:00', '23. 11. 2026 17:00'],
    ['2026. 11. 23. 09:00:00', '2026. 11. 23. 17:00:00'],
  ])('may have dates and times of other countries in a column: %s', async (from, to) => {
    const settings = { mapping: readMapping('date=From,start=From,endDate=To,end=To,project=P') }
    const rows = await rowsOf(`From;To;P\n${from};${to};A\n`, settings)
    expect(rows).toMatchObject([{ entry: { date: '2026-11-23', hours: 8 } }])
  })

  const timed = { mapping: readMapping('date=Day,start=From,end=To,hours=Time,endDate=Until,project=P') }
  test.each([
    ['9:00,11:00,4:00', 'the duration "4:00" is 4:00, but 9:00 to 11:00 is 2:00'],
    ['22:00,2:00,4:00', 'the duration "4:00" is 4:00, but the end, 2:00, is before the start, 22:00'],
    ['9:00,,-1:30', '"-1:30" is negative: subtract it from another row'],
    ['9:00,,−1.5', '"-1.5" is negative: subtract it from another row'],
  ])('tells how hours are wrong in %j', async (times, message) => {
    const [row] = await rowsOf(`Day,From,To,Time,Until,P\n2026-11-24,${times},2026-11-24,A\n`, timed)
    expect(row).toMatchObject({ violations: [{ message: expect.stringContaining(message) }] })
  })

  it('is rejected as a whole if it has a mapped column twice, in the same letters or others', async () => {
    const twice = { code: 'duplicate_column', message: 'the column Time occurs twice: remove one of the two' }
    for (const other of ['Time', 'time?']) {
      const header = `Day,Person,Client,TIME,${other === 'Time' ? 'Time,Time' : other}\n`
      await expect(rowsOf(header, { mapping })).rejects.toMatchObject(twice)
    }
    const sums = 'Day,Person,Client,Time,Time?\n2026-11-24,x,ACME,1,9\n'
    expect(await entriesOf(sums, { mapping, people: noPeople })).toMatchObject([{ hours: 1 }])
  })

  it('is found below a title, and its last lines may be totals', async () => {
    const titled = `Hours of November\n\nPeriod;1.11.2026;30.11.2026\n${content}Total;;;7,83;2\n`
    const rows = await rowsOf(titled, { mapping, people: noPeople })
    expect(rows).toMatchObject([
      { line: 5, entry: { hours: 7.5 } },
      { line: 6 },
      {
        line: 7,
        violations: [{ code: 'not_work', message: 'this is a total of other rows, and not working time' }],
      },
    ])
    expect(rows.map(({ seconds }) => seconds)).toEqual([27_000, 1_200, undefined])
    expect(await survey(titled, { mapping, people: noPeople })).toMatchObject({ titleLines: 2, rows: 3 })
  })

  it('says which day the number of a spreadsheet is', async () => {
    const [row] = await rowsOf('Day,Person,Client,Time\n46349,x,ACME,1\n', { mapping, people: noPeople })
    expect(row).toMatchObject({
      violations: [{ message: expect.stringContaining("as a spreadsheet's number it is 2026-11-23") }],
    })
  })

  it('is rejected as a whole without one of its columns', async () => {
    await expect(rowsOf('Day,Person,Client\n', { mapping })).rejects.toMatchObject({
      code: 'missing_column',
      message: 'there is no column Time: the first line names Day, Person, Client',
    })
  })
})
