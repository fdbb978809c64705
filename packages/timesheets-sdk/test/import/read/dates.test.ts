import { describe, expect, it } from 'vitest'
import { clockify, entriesOf, rowsOf } from '../support/exports.ts'

describe('dates', () => {
  it('are read in the order of the file', async () => {
    const rows = [{ 'Start Date': '03/04/2026' }, { 'Start Date': '03/13/2026' }]
    expect(await entriesOf(clockify(...rows))).toMatchObject([{ date: '2026-03-04' }, { date: '2026-03-13' }])
  })

  it('that nothing tells stop the reading before the first row', async () => {
    const content = clockify({ 'Start Date': '03/04/2026', 'End Date': '' })
    await expect(rowsOf(content)).rejects.toMatchObject({
      code: 'ambiguous_dates',
      message: expect.stringContaining('03/04/2026 (line 2) is 2026-04-03 or 2026-03-04'),
    })
    expect(await entriesOf(content, { dateOrder: 'dmy' })).toMatchObject([{ date: '2026-04-03' }])
  })

  it('of the other order are rejected where one was said', async () => {
    const content = clockify({ 'Start Date': '13/04/2026' }, { 'Start Date': '04/13/2026' })
    const [row] = await rowsOf(content, { dateOrder: 'mdy' })
    expect(row).toMatchObject({
      line: 2,
      violations: [{ column: 'Start Date', message: expect.stringContaining('it would be 2026-04-13') }],
    })
  })
})
