import type { ExportFormat, ExportSurvey } from 'timesheets-sdk/import'
import type { ExitCode } from '../../../io/exit-codes.ts'
import type { InputFile } from '../../../io/input-file.ts'
import { exportSource } from './export-source.ts'
import { exportFlagsIn, type PushOptions } from './options.ts'
import type { Outline } from './outline.ts'
import { announce, type PushContext, start } from './start.ts'
import { reviewSurvey, surveyFile } from './survey-file.ts'

/** Pushes an export of another tool: reads it once to know what is in it, then row by row. */
export async function pushExport(
  file: InputFile,
  format: ExportFormat,
  context: PushContext & { /** Not spooled. */ readonly isOnDisk: boolean },
): Promise<ExitCode> {
  const { options, io, screen, session, isOnDisk } = context
  const { people: peoplePath, dateOrder, round: rounding } = options
  const me = await session.client.me({ signal: io.stop })
  const { survey, people } = await surveyFile({ file, format, peoplePath, dateOrder, me }, io)
  await announce(file, outlineOf(survey), me, context)
  const knownPeople = await reviewSurvey({ survey, people }, { name: file.name, peoplePath }, (message) =>
    screen.note(message),
  )
  const { incrementMinutes } = await session.client.policy.get({ signal: io.stop })
  const source = exportSource({ file, survey, people: knownPeople, incrementMinutes, rounding })
  const flagsForReport = flagsFor(options, survey)
  return start(source, file, { me, hasPlace: isOnDisk, flagsForReport }, context)
}

function outlineOf({ rows, from, to, people }: ExportSurvey): Outline {
  const days = from === undefined || to === undefined ? undefined : { first: from, last: to }
  return { rows, days, people: people.length }
}

/** With these, a report is read as the whole export was: the few dates in it may not tell their order, or not rightly. */
function flagsFor({ format, people, round }: PushOptions, { dateOrder: order }: ExportSurvey): string {
  const dateOrder = order === 'dmy' || order === 'mdy' ? order : undefined
  const flags = exportFlagsIn({ people, dateOrder, round })
  return [...(format === undefined ? [] : [`--format ${format}`]), ...flags].join(' ')
}
