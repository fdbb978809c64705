import { Command } from 'commander'
import { hoursFromMinutes, type Obstacle, type PeriodChange } from 'timesheets-sdk/model'
import type { Io } from '../../io/io.ts'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { printList } from '../print.ts'
import { hoursText } from '../weeks/week-text.ts'
import { monthArgumentHelp, periodDetails, readMonth } from './period-text.ts'

export interface ShowPeriodOptions {
  readonly period: string
  /** `undefined`: the month and its closings. */
  readonly list: (typeof lists)[number] | undefined
  readonly json: boolean
}

const lists = ['obstacles', 'notices', 'changes', 'next'] as const

interface Flags {
  readonly obstacles?: boolean
  readonly notices?: boolean
  readonly changes?: boolean
  readonly next?: boolean
  readonly json?: boolean
}

const examples = `
Examples:
  timesheets periods show 2026-11 --obstacles
  timesheets periods show 2026-11 --changes --json
  timesheets periods show 2026-11 --next`

export function showPeriodCommand(run: Run<ShowPeriodOptions>): Command {
  return new Command('show')
    .description('show a month and its closings, or what stands in the way of closing it')
    .argument('<month>', monthArgumentHelp)
    .option('--obstacles', 'the weeks that stand in the way, by person, with the next step')
    .option('--notices', 'the same, and approved weeks that do not stop the closing, but have unusual hours')
    .option('--changes', 'the lines of the newest closing that differ from the closing before')
    .option('--next', 'the lines that closing the month now would change, since it was closed last')
    .option('--json', 'print JSON; of a list NDJSON')
    .addHelpText('after', examples)
    .action((month: string, { json = false, ...flags }: Flags) => {
      const [list, other] = lists.filter((name) => flags[name])
      if (other) throw new UsageError(`--${list} and --${other} exclude each other`)
      return run({ period: readMonth(month), list, json })
    })
}

/** Prints a month, what stands in its way, or what its last closing changed. */
export async function showPeriod(
  { period, list, json }: ShowPeriodOptions,
  { io, connect }: Context,
): Promise<ExitCode> {
  const { client } = await connect()
  const options = { signal: io.stop }
  const { periods } = client
  switch (list) {
    case 'obstacles':
      await printList(periods.obstacles(period, {}, options), obstaclesView, json, io)
      break
    case 'notices':
      await printList(periods.obstacles(period, { notices: true }, options), noticesView, json, io)
      break
    case 'changes':
      await printList(periods.changes(period, {}, options), changesView, json, io)
      break
    case 'next':
      await printList(periods.changes(period, { version: 'next' }, options), changesView, json, io)
      break
    default: {
      const found = await periods.get(period, options)
      await io.stdout.write(json ? `${JSON.stringify(found)}\n` : periodDetails(found))
    }
  }
  return exitCodes.done
}

/** Prints what stands in the way of closing a month to the standard error. */
export async function printObstacles(
  list: Parameters<typeof printList<Obstacle>>[0],
  { stderr }: Pick<Io, 'stderr'>,
): Promise<void> {
  await printList(list, obstaclesView, false, { stdout: stderr, stderr })
}

const obstaclesView = {
  columns: [
    { title: 'PERSON' },
    { title: 'NAME' },
    { title: 'WEEK' },
    { title: 'NEXT STEP', isElastic: true },
  ],
  cellsOf: ({ userId, name = '', week, message }: Obstacle) => [userId, name, week, message],
  nouns: ['week stands in the way', 'weeks stand in the way'],
} as const

const noticesView = {
  columns: [{ title: 'STOPS' }, ...obstaclesView.columns],
  cellsOf: (obstacle: Obstacle) => [obstacle.stops ? 'yes' : 'no', ...obstaclesView.cellsOf(obstacle)],
  nouns: ['week to look at', 'weeks to look at'],
} as const

const changesView = {
  columns: [
    { title: 'CHANGE' },
    { title: 'PERSON' },
    { title: 'DATE' },
    { title: 'PROJECT' },
    { title: 'BEFORE', align: 'right' },
    { title: 'AFTER', align: 'right' },
    { title: 'ALSO', isElastic: true },
  ],
  cellsOf(row: PeriodChange): string[] {
    const { change, userId, date, project, minutesBefore, minutesAfter } = row
    const hours = [minutesBefore, minutesAfter].map((minutes) => hoursText(hoursFromMinutes(minutes)))
    return [change, userId, date, project, ...hours, otherDifferences(row)]
  },
  nouns: ['change', 'changes'],
} as const

/** The differences beside the hours, of a line that is in both closings. */
function otherDifferences(row: PeriodChange): string {
  if (row.change !== 'changed') return ''
  const amounts = [
    [row.amountBefore, row.currencyBefore],
    [row.amountAfter, row.currencyAfter],
  ].map((parts) => parts.filter((part) => part !== null).join(' '))
  const pairs = [[row.kindBefore, row.kindAfter], [row.clientBefore, row.clientAfter], amounts]
  const differing = pairs.filter(([before, after]) => before !== after)
  return differing.map(([before, after]) => `${before || 'none'} -> ${after || 'none'}`).join(', ')
}
