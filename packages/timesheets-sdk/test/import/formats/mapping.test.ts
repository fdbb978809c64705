import { describe, expect, it, test } from 'vitest'
import { noPeople, readMapping } from '../../../src/import/index.ts'
import { entriesOf, people, rejectionsOf, rowsOf } from '../support/exports.ts'

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
  })

  it('is rejected as a whole without one of its columns', async () => {
    await expect(rowsOf('Day,Person,Client\n', { mapping })).rejects.toMatchObject({
      code: 'missing_column',
      message: 'there is no column Time: the first line names Day, Person, Client',
    })
  })
})
