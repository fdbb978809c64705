import type { Me } from 'timesheets-sdk/contract'
import type { ExitCode } from '../../../io/exit-codes.ts'
import type { InputFile } from '../../../io/input-file.ts'
import type { Io } from '../../../io/io.ts'
import { plainText } from '../../../io/plain-text.ts'
import { defaultReportPath } from '../../../io/report.ts'
import type { Screen } from '../../../io/screen.ts'
import type { Session } from '../../../session.ts'
import type { PushOptions } from './options.ts'
import { type Outline, outlineText } from './outline.ts'
import { RejectionReport, type ReportPlan } from './rejection-report.ts'
import { PushRun } from './run.ts'
import type { PushedRow, PushSource } from './source.ts'
import { dryRunView, jsonView, plainView } from './view.ts'

/** What every push has, whatever its file is. */
export interface PushContext {
  readonly options: PushOptions
  readonly io: Io
  readonly screen: Screen
  readonly session: Session
  /** When the command began, in milliseconds since the epoch. */
  readonly startedAtMs: number
}

/** Says what is pushed, as whom and where to. */
export async function announce(
  file: InputFile,
  outline: Outline | undefined,
  me: Me,
  { io, screen, session }: PushContext,
): Promise<void> {
  const content = outline
    ? outlineText(outline, new Date(io.now()).getUTCFullYear())
    : file.size === undefined
      ? 'of unknown length'
      : `${(file.size / 1_000_000).toFixed(1)} MB`
  const who = me.isMachine ? me.client : (me.email ?? me.userId)
  await screen.note(plainText(`${file.name}: ${content}, as ${who} at ${session.host}`))
}

export interface StartOptions {
  readonly me: Me
  /** The file has a place that a report can be put beside. */
  readonly hasPlace: boolean
  /** The flags that the report is to be pushed with. */
  readonly flagsForReport: string
}

/** Pushes the rows of a source. */
export async function start<Row extends PushedRow>(
  source: PushSource<Row>,
  file: InputFile,
  { me, hasPlace, flagsForReport }: StartOptions,
  { options, io, screen, session, startedAtMs }: PushContext,
): Promise<ExitCode> {
  const plan = reportPlan(options, hasPlace)
  const report = new RejectionReport(plan, source.report, (message) => screen.note(message))
  await report.begin()
  const names = { file: file.name, person: me.userId ?? '', flags: flagsForReport }
  const view = options.json
    ? jsonView(screen)
    : options.dryRun
      ? dryRunView(screen, names)
      : plainView(screen, names)
  io.stop.addEventListener('abort', () => void screen.note(stopping).catch(() => {}), { once: true })
  const { file: path, dryRun } = options
  const { client } = session
  const run = new PushRun({ io, screen, client, path, file, source, dryRun, startedAtMs, view, report })
  return await run.run()
}

const stopping = 'Stopping when what is on its way is answered; once more stops at once.'

function reportPlan({ report, dryRun, file: path }: PushOptions, hasPlace: boolean): ReportPlan {
  if (report === false) return undefined
  if (report !== undefined) return { path: report, when: 'always' }
  // What can be read once only, as a pipe, has no place beside it; a dry run leaves nothing behind that was not asked for.
  return dryRun || !hasPlace ? undefined : { path: defaultReportPath(path), when: 'rejected' }
}
