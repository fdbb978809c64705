import { type Absence, absenceFrom, newAbsenceSchema } from '../../model/absence.ts'
import { violationsOfSchema } from '../../model/violation.ts'
import { judgeAbsence } from '../../rules/judge-roster.ts'
import { cellsFrom, faultsInName, firstOfEach } from './cells.ts'
import type { RecordKind } from './kind.ts'

const columns = ['userId', 'from', 'to', 'kind', 'note'] as const
type Column = (typeof columns)[number]

/** Rows that are absences, each by its person and first day. */
export const absenceRecords: RecordKind<Column, Absence, Absence> = {
  columns,
  needed: ['userId', 'from', 'to'],
  dates: ['from', 'to'],

  keyOf: ({ userId, from }) => (userId === undefined || from === undefined ? undefined : `${userId} ${from}`),
  dayOf: (_, today) => today,
  cellsOf: (absence) => cellsFrom(absence),

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

  after: (_, absence) => absence,

  async load(client, { signal, judge }) {
    const records = new Map<string, Absence>()
    for await (const absence of client.absences.list({ everyone: true }, { signal })) {
      records.set(`${absence.userId} ${absence.from}`, absence)
    }
    const people = new Set<string>()
    if (judge) for await (const { userId } of client.people.list({}, { signal })) people.add(userId)
    return {
      records,
      judge(absence) {
        if (!people.has(absence.userId)) {
          return { code: 'not_found', message: 'there is no such person in the roster', path: '/userId' }
        }
        return judgeAbsence(
          absence,
          [...records.values()].filter(({ userId }) => userId === absence.userId),
        )
      },
    }
  },

  put: (client, { userId, from, ...content }, options) => client.absences.put(userId, from, content, options),
}
