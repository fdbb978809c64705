import * as z from 'zod/mini'
import { calendarDate } from './calendar-schemas.ts'
import { userId } from './entry.ts'
import { freeText } from './text.ts'

export const absenceKinds = ['vacation', 'sick', 'parental', 'unpaid', 'other'] as const
export const absenceKind = z.enum(absenceKinds)
export type AbsenceKind = z.infer<typeof absenceKind>

/** The body of `PUT /people/{userId}/absences/{from}`. `to` is inclusive. */
export const newAbsenceSchema = z.strictObject({
  to: calendarDate,
  kind: z._default(absenceKind, 'other'),
  note: z.optional(freeText(500)),
})
export type NewAbsence = z.input<typeof newAbsenceSchema>
export type ParsedAbsence = z.output<typeof newAbsenceSchema>

/** Days on which a person is away, `from` and `to` inclusive. They have no expected hours then. */
export const absenceSchema = z.object({
  userId,
  from: calendarDate,
  to: calendarDate,
  kind: absenceKind,
  note: z.optional(z.string()),
})
export type Absence = z.infer<typeof absenceSchema>

/** The absence that a request body records. */
export function absenceFrom(userId: string, from: string, { to, kind, note }: ParsedAbsence): Absence {
  return { userId, from, to, kind, ...(note ? { note } : {}) }
}
