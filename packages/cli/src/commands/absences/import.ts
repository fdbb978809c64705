import type { Command } from 'commander'
import {
  type Absence,
  absenceFrom,
  isSameContent,
  newAbsenceSchema,
  violationsOfSchema,
} from 'timesheets-sdk/model'
import { judgeAbsence } from 'timesheets-sdk/rules'
import type { ExitCode } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { faultsInName, firstOfEach } from '../import/cells.ts'
import { type ImportOptions, importCommand, importRows } from '../import/import-rows.ts'
import type { ImportSpec } from '../import/spec.ts'

const columns = ['userId', 'from', 'to', 'kind', 'note'] as const
type Column = (typeof columns)[number]

const examples = `
Examples:
  timesheets absences import december.csv --dry-run
  timesheets absences import december.csv`

export function importAbsencesCommand(run: Run<ImportOptions>): Command {
  const description = 'record the absences of a CSV file, each by its person and first day'
  return importCommand({ description, columns, examples, corrects: true }, run)
}

export function importAbsences(options: ImportOptions, context: Context): Promise<ExitCode> {
  return importRows(spec, options, context)
}

const spec: ImportSpec<Column, Absence> = {
  table: { columns, needed: ['userId', 'from', 'to'] },

  read({ userId, from, kind, ...texts }) {
    const candidate = { ...texts, ...(kind === undefined ? {} : { kind: kind.toLowerCase() }) }
    const parsed = newAbsenceSchema.safeParse(candidate)
    const violations = firstOfEach([
      ...faultsInName('userId', userId),
      ...faultsInName('from', from),
      ...(parsed.success ? [] : violationsOfSchema(parsed.error, candidate)),
    ])
    if (parsed.success && userId !== undefined && from !== undefined && violations.length === 0) {
      return { item: absenceFrom(userId, from, parsed.data) }
    }
    return { violations }
  },

  keyOf: ({ userId, from }) => `${userId} ${from}`,

  async target(client, { dryRun, correct, signal }) {
    const recorded = new Map<string, Absence[]>()
    for await (const absence of client.absences.list({ everyone: true }, { signal })) {
      recorded.set(absence.userId, [...(recorded.get(absence.userId) ?? []), absence])
    }
    const people = new Set<string>()
    if (dryRun) for await (const { userId } of client.people.list({}, { signal })) people.add(userId)
    const others = ({ userId }: Absence) => recorded.get(userId) ?? []
    return {
      compare(absence) {
        const before = others(absence).find(({ from }) => from === absence.from)
        if (!before) return 'added'
        return isSameContent(before, absence) ? 'unchanged' : 'updated'
      },
      async put({ userId, from, ...content }) {
        await client.absences.put(userId, from, content, { signal, correct })
      },
      rehearse(absence) {
        if (!people.has(absence.userId)) {
          return { code: 'not_found', message: 'there is no such person in the roster', path: '/userId' }
        }
        const violation = judgeAbsence(absence, others(absence))
        if (!violation) {
          const rest = others(absence).filter(({ from }) => from !== absence.from)
          recorded.set(absence.userId, [...rest, absence])
        }
        return violation
      },
    }
  },
}
