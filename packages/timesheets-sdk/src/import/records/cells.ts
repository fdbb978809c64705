import { pathParameters } from '../../contract/path-parameters.ts'
import { isCalendarDate } from '../../model/calendar.ts'
import { type Violation, violationsOfSchema } from '../../model/violation.ts'
import { excerpt } from '../excerpt.ts'

/** The problem of a cell that names something in a path, if any. */
export function faultsInName(
  name: 'userId' | 'from' | 'code',
  text: string | undefined,
): readonly Violation[] {
  const path = `/${name}`
  if (text === undefined) return [{ code: 'missing_field', message: `${name} is missing`, path }]
  const parsed = pathParameters[name].safeParse(text)
  if (parsed.success) return []
  return violationsOfSchema(parsed.error, text).map(({ code, message }) => ({
    code,
    message: message.replace(/^the value/, name),
    path,
  }))
}

/** A number as people write it, with a point or a comma; `undefined` for any other text. */
export function numberOf(text: string): number | undefined {
  return /^\d{1,9}(?:[.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : undefined
}

/** `1,500` and `1.500` can be fifteen hundred, or one and a half. */
const mayHaveThousands = /^[1-9]\d{0,2}[.,]\d{3}$/

/** The violation of a number without a limit that can be read in two ways; `undefined` for any other text. */
export function ambiguousNumber(name: string, text: string): Violation | undefined {
  if (!mayHaveThousands.test(text)) return undefined
  const [one, other] = [text.replace(/[.,]/, ''), Number(text.replace(',', '.')).toFixed(2)]
  const message = `${name}: "${text}" may have decimals or thousands: write ${one} or ${other}`
  return { code: 'invalid_format', message, path: `/${name}` }
}

export function notANumber(name: string, text: string): Violation {
  const message = `${name}: "${excerpt(text, 30)}" is not a number: write 38.5`
  return { code: 'invalid_format', message, path: `/${name}` }
}

/** The first violation of each member: a text that cannot be read is not also missing. */
export function firstOfEach(violations: readonly Violation[]): Violation[] {
  const seen = new Set<string>()
  return violations.filter(({ path }) => !seen.has(path) && seen.add(path))
}

/** The date in a cell, or the other day if there is none. */
export function dateOr(text: string | undefined, otherwise: string): string {
  return text !== undefined && isCalendarDate(text) ? text : otherwise
}

/** Cells of these values, without those that are `undefined`. */
export function cellsFrom<Column extends string>(
  values: Readonly<Partial<Record<Column, string | number | boolean | undefined>>>,
): Partial<Record<Column, string>> {
  const cells: Partial<Record<Column, string>> = {}
  for (const column of Object.keys(values) as Column[]) {
    const value = values[column]
    if (value !== undefined) cells[column] = typeof value === 'boolean' ? yesOrNo(value) : String(value)
  }
  return cells
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}
