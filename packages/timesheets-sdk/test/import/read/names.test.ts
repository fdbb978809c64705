import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { isRejected } from '../../../src/import/index.ts'
import { clockify, entriesOf, harvest, rowsOf, toggl } from '../support/exports.ts'

describe('names', () => {
  const names = async (content: string, settings = {}) =>
    (await rowsOf(content, settings)).map((row) => (isRejected(row) ? row.externalId : row.entry.externalId))

  it('are the same each time', async () => {
    const content = toggl({}, {}, { 'Start time': '12:00:00' })
    expect(await names(content, { chunkSize: 3 })).toEqual(await names(content))
  })

  it('are different for rows that are equal', async () => {
    const [first, second, third] = await names(toggl({}, {}, {}))
    expect([second, third]).toEqual([`${first}:2`, `${first}:3`])
  })

  test.each<[string, Parameters<typeof toggl>[0]]>([
    ['duration', { Duration: '02:00:00', 'End time': '12:00:00' }],
    ['description and task', { Description: 'Other', Task: 'Design' }],
    ['billable', { Billable: 'No' }],
    ['tags', { Tags: 'urgent' }],
    ['seconds', { 'Start time': '10:00:59' }],
    ['way to write the time', { 'Start time': '10:00 AM' }],
    ['spelling of the person', { User: 'MARIA JUNG' }],
  ])('stay when the %s is corrected in Toggl', async (_, row) => {
    expect(await names(toggl(row))).toEqual(await names(toggl({})))
  })

  test.each<[string, Parameters<typeof toggl>[0]]>([
    ['start', { 'Start time': '10:01:00' }],
    ['day', { 'Start date': '2026-11-24' }],
    ['project', { Project: 'ACME-43' }],
    ['client', { Client: 'Other' }],
  ])('are others when the %s is another one in Toggl', async (_, row) => {
    expect(await names(toggl(row))).not.toEqual(await names(toggl({})))
  })

  test.each<[boolean, string, Parameters<typeof harvest>[0]]>([
    [true, 'hours', { Hours: '2' }],
    [true, 'notes', { Notes: 'Other' }],
    [true, 'project code', { 'Project Code': 'ACME-43' }],
    [true, 'way to write the date', { Date: '23.11.2026' }],
    [false, 'day', { Date: '2026-11-24' }],
    [false, 'task', { Task: 'Development' }],
    [false, 'project', { Project: 'Other' }],
  ])('stay (%s) with another %s in Harvest', async (stays, _, row) => {
    const [before] = await names(harvest({}))
    const [after] = await names(harvest(row))
    expect(after === before).toBe(stays)
  })

  it('do not depend on what is wrong with other rows, or on rounding', async () => {
    const good = await names(toggl({}, {}, {}))
    expect(await names(toggl({}, { Project: 'ACME-42', Duration: 'soon' }, {}))).toEqual(good)
    expect(await names(toggl({}, {}, {}), { incrementMinutes: 7, rounding: 'up' })).toEqual(good)
  })

  it.each([
    ['Toggl', toggl],
    ['Clockify', clockify],
    [
      'Harvest',
      (...rows: { readonly Description?: string }[]) =>
        harvest(...rows.map(({ Description = '' }) => ({ Notes: Description }))),
    ],
  ])('do not depend on the order in which %s sorts rows of one minute', async (_, write) => {
    const notes = ['Cover', 'Print files', 'Proof', 'Proof']
    const named = async (order: readonly string[]) => {
      const content = write(...order.map((Description) => ({ Description })))
      const entries = await entriesOf(content)
      return entries.map(({ externalId, note }) => `${externalId} ${note}`).toSorted()
    }
    expect(await named(notes.toReversed())).toEqual(await named(notes))
    expect(await named(['Proof', 'Cover', 'Proof', 'Print files'])).toEqual(await named(notes))
  })

  it('are the same whether the rows of a day are next to each other or not', async () => {
    const [monday, tuesday] = [{}, { 'Start date': '2026-11-24' }]
    const together = await names(toggl(monday, monday, tuesday, tuesday))
    const apart = await names(toggl(monday, tuesday, monday, tuesday))
    expect(apart).toEqual([together[0], together[2], together[1], together[3]])
  })

  it('can be brought along, as the report of rejected rows does', async () => {
    const [header = '', row = ''] = toggl({}).split('\n')
    const report = `${header},externalId,line,code,reason\n${row},toggl:given,2,some_code,why\n${row},,3,,\n`
    const [derived] = await names(toggl({}))
    expect(await names(report)).toEqual(['toggl:given', `${derived}:2`])
  })

  it('of a week are unique and fit', async () => {
    const row = fc.record({
      'Start date': fc.constantFrom('2026-11-23', '2026-11-24'),
      'Start time': fc.constantFrom('09:00:00', '10:00:00'),
      Project: fc.constantFrom('A', 'B'),
      Client: fc.constantFrom('', 'A'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        const found = (await entriesOf(toggl(...rows))).map(({ externalId }) => externalId)
        expect(new Set(found).size).toBe(rows.length)
      }),
      { numRuns: 30 },
    )
  })
})
