import { datesOfWeek, hoursFromMinutes } from 'timesheets-sdk/model'
import { keptStoreOfPerson } from '../../kept-store.ts'
import { minutesOf } from '../../saving/content.ts'
import type { CopiedEntry } from './copy-week.ts'
import type { WeekGrid } from './grid-model.ts'

/** Hours that repeat every week, on this day of it. */
interface TemplateEntry extends Omit<CopiedEntry, 'date'> {
  /** 0: Monday. */
  readonly day: number
}

const templateOf = keptStoreOfPerson(
  (userId) => `timesheets:template:${userId}`,
  (kept) => (Array.isArray(kept) ? kept.filter(isTemplateEntry) : []),
)

/** Keeps the hours of a week as the person's template on this device, in the place of the one before. */
export function keepTemplate(userId: string, { rows }: WeekGrid): void {
  const template = rows.flatMap(({ project, cells }) =>
    cells.flatMap(({ lines, minutes }, day): TemplateEntry[] => {
      if (minutes === 0) return []
      const billable = lines.some(({ content }) => content?.billable && minutesOf(content) > 0)
      return [{ day, project, hours: hoursFromMinutes(minutes), billable }]
    }),
  )
  templateOf(userId).setState(template)
}

export function hasTemplate(userId: string): boolean {
  return templateOf(userId).getState().length > 0
}

/** The template as entries of a week. */
export function templateIn(userId: string, week: string): CopiedEntry[] {
  const dates = datesOfWeek(week)
  return templateOf(userId)
    .getState()
    .flatMap(({ day, ...entry }) => {
      const date = dates[day]
      return date === undefined ? [] : [{ ...entry, date }]
    })
}

function isTemplateEntry(kept: unknown): kept is TemplateEntry {
  if (typeof kept !== 'object' || kept === null) return false
  const { day, project, hours, billable } = kept as Partial<Record<keyof TemplateEntry, unknown>>
  return (
    typeof day === 'number' &&
    typeof project === 'string' &&
    typeof hours === 'number' &&
    typeof billable === 'boolean'
  )
}
