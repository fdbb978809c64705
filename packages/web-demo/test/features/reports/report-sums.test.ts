import type { HoursRow } from 'timesheets-sdk/contract'
import { expect, it } from 'vitest'
import { sumReport, topGroups } from '../../../src/features/reports/report-sums.ts'

function aRow(project: string, week: string, minutes: number, billableMinutes = 0): HoursRow {
  return {
    project,
    week,
    minutes,
    billableMinutes,
    entries: 1,
    hours: minutes / 60,
    billableHours: billableMinutes / 60,
  }
}

const rows = [aRow('A', '2026-W01', 60), aRow('B', '2026-W01', 90, 90), aRow('A', '2026-W02', 120, 30)]

it('sums groups over time, the largest first', () => {
  const { groups, ...all } = sumReport(rows, 'project', 'week')
  expect(groups.map(({ key, minutes, billableMinutes }) => [key, minutes, billableMinutes])).toEqual([
    ['A', 180, 30],
    ['B', 90, 90],
  ])
  expect(groups[0]?.byUnit).toEqual(
    new Map([
      ['2026-W01', 60],
      ['2026-W02', 120],
    ]),
  )
  expect([all.minutes, all.billableMinutes, all.entries]).toEqual([270, 120, 3])
})

it('keeps weeks in their order', () => {
  expect(sumReport(rows, 'week', 'week').groups.map(({ key, minutes }) => [key, minutes])).toEqual([
    ['2026-W01', 150],
    ['2026-W02', 120],
  ])
})

it('charts the largest groups by themselves, unless most would be in the rest', () => {
  const many = ['A', 'B', 'C', 'D'].map((project) => aRow(project, '2026-W01', 60))
  expect(topGroups(sumReport([...rows, ...many], 'project', 'week'), 3)).toMatchObject({
    top: [{ key: 'A' }, { key: 'B' }],
    rest: [{ key: 'C' }, { key: 'D' }],
  })
  expect(topGroups(sumReport(many, 'project', 'week'), 2)).toBeUndefined()
})

it('sums amounts by currency, never different ones together, and the time without a rate', () => {
  const priced = (project: string, currency: string, amount: string): HoursRow => ({
    ...aRow(project, '2026-W01', 60),
    currency,
    amount,
  })
  const unpriced = { ...aRow('B', '2026-W01', 30), currency: '', noAmount: 'no rate' }
  const rows = [priced('A', 'EUR', '0.10'), priced('A', 'EUR', '0.20'), priced('A', 'JPY', '7'), unpriced]
  const { groups, amounts } = sumReport(rows, 'project', 'week')
  expect(groups[0]?.amounts).toEqual([
    { currency: 'EUR', minutes: 120, amount: '0.30' },
    { currency: 'JPY', minutes: 60, amount: '7' },
  ])
  expect(amounts.map(({ currency, minutes }) => [currency, minutes])).toEqual([
    ['', 30],
    ['EUR', 120],
    ['JPY', 60],
  ])
})
