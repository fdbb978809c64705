import type { Me } from 'timesheets-sdk/contract'
import { isExportFormat } from 'timesheets-sdk/import'
import { inputFile } from '../../../io/files/input-file.ts'
import { type RereadableFile, spooled } from '../../../io/files/spooled-file.ts'
import type { ExitCode } from '../../../io/outcome/exit-codes.ts'
import { exitCodeOfSignal } from '../../../io/outcome/failure.ts'
import { plainText } from '../../../io/terminal/plain-text.ts'
import { Screen } from '../../../io/terminal/screen.ts'
import type { Session } from '../../../session.ts'
import { changeNotes } from '../../../state/last-change.ts'
import type { Context } from '../../context.ts'
import { assertFlagsFit, flagsForReport, type ReadOptions, rememberFlags, withMapping } from './read-flags.ts'
import { RejectionReport, type ReportPlan } from './rejection-report.ts'
import { defaultReportPath } from './report-file.ts'
import { nothingSaved } from './result.ts'
import { PushRun } from './run.ts'
import { sourceOf } from './source.ts'
import { outlineOf, reviewSurvey, surveyFile } from './survey-file.ts'
import { FileEntries, planSync, type SyncOptions } from './sync.ts'
import { totalsLine, totalsTable } from './totals.ts'
import { withoutReplacing } from './unnamed-rows.ts'
import { dryRunView, jsonView, plainView } from './view.ts'

export interface PushOptions extends ReadOptions {
  /** A path, or `-` for the standard input. */
  readonly file: string
  /** The source of the external ids; `undefined`: the client's own. */
  readonly source?: string | undefined
  /** Whether to show the hours by person before the push, and read them back after it. */
  readonly totals?: boolean | undefined
  /** Whether to delete the entries of the source on these days that are not in the file. */
  readonly sync?: SyncOptions | undefined
  readonly dryRun: boolean
  readonly json: boolean
  /** A path; `false`: none; `undefined`: beside the file, when something is rejected. */
  readonly report: string | false | undefined
}

/**
 * Pushes a file: reads it once to know what is in it, then row by row, and tells of each row that was not
 * stored why. What can be read only once, as a pipe, is kept in a temporary file for that.
 */
export async function pushFile(given: PushOptions, { io, connect }: Context): Promise<ExitCode> {
  const startedAtMs = io.now()
  const options = await withMapping(given, io)
  const input = await inputFile(options.file, io)
  const screen = new Screen(io, plainText(input.name))
  screen.status(`Reading ${plainText(input.name)}`)
  try {
    const session = await connect()
    await using file = await spooled(input, io)
    const run = await prepare(options, {
      given,
      io,
      screen,
      session,
      file,
      startedAtMs,
      isOnDisk: input.size !== undefined,
    })
    io.stop.addEventListener('abort', () => void screen.note(stopping).catch(() => {}), { once: true })
    return await run.run()
  } catch (error) {
    if (!io.stop.aborted || error !== io.stop.reason) throw error
    if (!options.json) await screen.result(nothingSaved)
    return exitCodeOfSignal(io.stop)
  } finally {
    screen.end()
  }
}

interface Preparation extends Pick<Context, 'io'> {
  /** The flags of the command line, without those of a mapping. */
  readonly given: PushOptions
  readonly screen: Screen
  readonly session: Session
  readonly file: RereadableFile
  readonly startedAtMs: number
  /** Not spooled. */
  readonly isOnDisk: boolean
}

async function prepare(
  options: PushOptions,
  { given, io, screen, session, file, startedAtMs, isOnDisk }: Preparation,
): Promise<PushRun> {
  const { round: rounding, source: pushSource, totals: wantsTotals = false, sync, dryRun, json } = options
  const note = (message: string) => screen.note(message)
  const surveyed = await surveyFile(file, options.file, options, io)
  const { survey, projects, open } = surveyed
  assertFlagsFit(options, survey, file.name)
  if (await rememberFlags(given, io)) await note(`Remembered as --mapping ${options.mapping}`)

  const { client, host } = session
  const me = await client.me({ signal: io.stop })
  const outline = outlineOf(survey, file.size ?? 0, new Date(io.now()).getUTCFullYear())
  await note(plainText(`${file.name}: ${outline}, as ${nameOf(me)} at ${host}`))
  const people = await reviewSurvey(surveyed, file.name, me, note)
  const { incrementMinutes } = isExportFormat(survey.format)
    ? await client.policy.get({ signal: io.stop })
    : { incrementMinutes: 1 }

  const source = await withoutReplacing(
    sourceOf(file, { survey, open, people, projects, incrementMinutes, rounding }),
    survey.layout,
    { client, pushSource, signal: io.stop },
  )
  // A long file of our own is not read only to sum it.
  const entries = new FileEntries()
  const isSummed = wantsTotals || sync !== undefined || survey.rows !== undefined
  const totals = isSummed ? await source.totals((row) => sync && entries.add(row, sync)) : undefined
  if (totals) await note(plainText(`${file.name}: ${totalsLine(totals.sums.all)}`))
  if (totals && wantsTotals && !json) for (const line of totalsTable(totals.sums)) await note(line)
  const plan = sync && (await planSync(client, entries, sync, { me, source: pushSource, signal: io.stop }))
  if (plan) await note(plainText(plan.summary))
  const report = new RejectionReport(reportPlan(options, isOnDisk), source.report, note)
  await report.begin()
  const names = { file: file.name, person: me.userId ?? '', flags: flagsForReport(options, survey) }
  const view = json
    ? jsonView(screen, wantsTotals ? totals?.sums : undefined)
    : dryRun
      ? dryRunView(screen, names)
      : plainView(screen, names)
  return new PushRun({
    io,
    screen,
    client,
    path: options.file,
    file,
    source,
    pushSource,
    dryRun,
    startedAtMs,
    view,
    report,
    me,
    totals: wantsTotals ? totals : undefined,
    sync: plan,
    notes: changeNotes(io.env, { command: `push ${file.name}`, host }),
  })
}

const stopping = 'Stopping after the requests in progress. Press again to stop immediately.'

function nameOf({ isMachine, client, email, userId }: Me): string {
  return isMachine ? client : (email ?? userId ?? client)
}

function reportPlan({ report, dryRun, file: path }: PushOptions, isOnDisk: boolean): ReportPlan {
  if (report === false) return undefined
  if (report !== undefined) return { path: report, when: 'always' }
  // A pipe has no folder for a report, and a dry run only writes files that were requested.
  return dryRun || !isOnDisk ? undefined : { path: defaultReportPath(path), when: 'rejected' }
}
