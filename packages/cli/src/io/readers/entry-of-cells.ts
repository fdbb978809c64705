import { withoutFormulaGuard } from 'timesheets-sdk/contract'
import { type NewEntry, parseHours, readNewEntry, type Violation } from 'timesheets-sdk/model'
import { excerpt } from '../plain-text.ts'
import type { Cells } from './row.ts'

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  '1': true,
  false: false,
  no: false,
  n: false,
  '0': false,
}

/**
 * The entry that a row of text stands for, or what is wrong with it. An empty cell is an absent one. The rules are not
 * asked: 25 hours are hours.
 */
export function entryOfCells(
  cells: Cells,
): { readonly entry: NewEntry } | { readonly violations: Violation[] } {
  const { hours: hoursText, billable: billableText, ...texts } = cells
  const candidate: Record<string, unknown> = texts
  const unreadable: Violation[] = []
  if (hoursText) {
    candidate.hours = parseHours(hoursText)
    if (candidate.hours === undefined) unreadable.push(notHours(hoursText))
  }
  if (billableText) {
    const billable = truthOf(billableText)
    if (typeof billable === 'boolean') candidate.billable = billable
    else unreadable.push(billable)
  }
  const read = readNewEntry(candidate)
  if ('entry' in read && unreadable.length === 0) return read
  const violations = 'entry' in read ? [] : read.violations
  // What could not be read is not missing as well.
  const rest = violations.filter(({ path }) => !unreadable.some((violation) => violation.path === path))
  return { violations: [...unreadable, ...rest] }
}

/** A cell as the text that was meant: without an export's guard against formulas and, but in a note, blanks around it. */
export function textOfCell(cell: string, isNote: boolean): string {
  const text = withoutFormulaGuard(cell)
  return isNote ? text : text.trim()
}

/** Whether a text says that something is billable, or that it says neither. */
export function truthOf(text: string): boolean | Violation {
  return truths[text.toLowerCase()] ?? notBillable(text)
}

function notHours(text: string): Violation {
  return {
    code: 'invalid_format',
    message: `"${excerpt(text, 30)}" is not a number of hours: write 7.5 or 7:30`,
    path: '/hours',
  }
}

function notBillable(text: string): Violation {
  return {
    code: 'invalid_format',
    message: `"${excerpt(text, 30)}" does not say whether it is billable: write true or false`,
    path: '/billable',
  }
}
