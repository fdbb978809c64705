import { pathParameters } from 'timesheets-sdk/contract'
import { type Violation, violationsOfSchema } from 'timesheets-sdk/model'
import { excerpt } from '../../io/terminal/plain-text.ts'

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

/** A number as people write it, with a point or a comma; `undefined` when it is none. */
export function numberOf(text: string): number | undefined {
  return /^\d{1,9}(?:[.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : undefined
}

export function notANumber(name: string, text: string): Violation {
  const message = `${name}: "${excerpt(text, 30)}" is not a number: write 38.5`
  return { code: 'invalid_format', message, path: `/${name}` }
}

/** Violations, one for each member: what could not be read is not missing as well. */
export function firstOfEach(violations: readonly Violation[]): Violation[] {
  const seen = new Set<string>()
  return violations.filter(({ path }) => !seen.has(path) && seen.add(path))
}
