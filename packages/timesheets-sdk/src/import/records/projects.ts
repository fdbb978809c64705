import { newProjectSchema, type ParsedProject, type Project } from '../../model/catalogue.ts'
import { parseHours } from '../../model/parse-hours.ts'
import { canonicalName } from '../../model/text.ts'
import { type Violation, violationsOfSchema } from '../../model/violation.ts'
import { projectAfter, projectOn } from '../../rules/rates.ts'
import { readBillable } from '../cells/billable.ts'
import {
  ambiguousNumber,
  cellsFrom,
  dateOr,
  faultsInName,
  firstOfEach,
  notANumber,
  numberOf,
} from './cells.ts'
import type { RecordKind } from './kind.ts'

const columns = [
  'code',
  'name',
  'client',
  'billable',
  'activeFrom',
  'activeTo',
  'currency',
  'employeeRate',
  'contractorRate',
  'ratesFrom',
  'budgetHours',
] as const
type Column = (typeof columns)[number]

interface ProjectRow {
  readonly code: string
  readonly content: ParsedProject
}

/** Rows that are projects of the catalogue. */
export const projectRecords: RecordKind<Column, ProjectRow, Project> = {
  columns,
  needed: ['code', 'name'],
  dates: ['activeFrom', 'activeTo', 'ratesFrom'],
  columnsByPath: {
    '/rates/currency': 'currency',
    '/rates/employee': 'employeeRate',
    '/rates/contractor': 'contractorRate',
    '/rates/from': 'ratesFrom',
  },

  keyOf: ({ code }) => code && canonicalName(code),
  dayOf: ({ ratesFrom }, today) => dateOr(ratesFrom, today),

  cellsOf(project, day) {
    const { code, name, client, billable, activeFrom, activeTo, rates, budgetHours } = projectOn(project, day)
    return cellsFrom({
      code,
      name,
      client,
      billable,
      activeFrom,
      activeTo,
      currency: rates?.currency,
      employeeRate: rates?.employee,
      contractorRate: rates?.contractor,
      budgetHours,
    })
  },

  read(
    {
      code,
      billable: billableText,
      currency,
      employeeRate,
      contractorRate,
      ratesFrom,
      budgetHours: budgetText,
      ...texts
    },
    before,
  ) {
    const unreadable: Violation[] = []
    const rate = (name: 'employeeRate' | 'contractorRate', text: string | undefined) => {
      if (text === undefined) return undefined
      const value = numberOf(text)
      const fault = value === undefined ? notANumber(name, text) : ambiguousNumber(name, text)
      if (fault) unreadable.push(fault)
      return value
    }
    const employee = rate('employeeRate', employeeRate)
    const contractor = rate('contractorRate', contractorRate)
    const budgetHours = budgetText === undefined ? undefined : parseHours(budgetText)
    if (budgetText !== undefined) {
      const fault =
        budgetHours === undefined
          ? notANumber('budgetHours', budgetText)
          : ambiguousNumber('budgetHours', budgetText)
      if (fault) unreadable.push(fault)
    }
    const billable = readBillable(billableText ?? '')
    if (billable !== undefined && typeof billable !== 'boolean') unreadable.push(billable)
    const rates = {
      // The rates of groups have no column, and stay.
      ...(before?.rates?.groups && { currency: before.rates.currency, groups: before.rates.groups }),
      ...(ratesFrom === undefined ? {} : { from: ratesFrom }),
      ...(currency === undefined ? {} : { currency }),
      ...(employee === undefined ? {} : { employee }),
      ...(contractor === undefined ? {} : { contractor }),
    }
    const candidate = {
      ...texts,
      ...(typeof billable === 'boolean' ? { billable } : {}),
      ...(budgetHours === undefined ? {} : { budgetHours }),
      ...(Object.keys(rates).length === 0 ? {} : { rates }),
    }
    const parsed = newProjectSchema.safeParse(candidate)
    const violations = firstOfEach([
      ...faultsInName('code', code),
      ...unreadable,
      ...(parsed.success ? [] : violationsOfSchema(parsed.error, candidate)),
    ])
    if (parsed.success && code !== undefined && violations.length === 0) {
      return { item: { code: canonicalName(code), content: parsed.data } }
    }
    return { violations }
  },

  after: (before, { code, content }, moment) => projectAfter(before, { code, content, ...moment }),

  async load(client, { signal }) {
    const records = new Map<string, Project>()
    for await (const project of client.projects.list({}, { signal })) records.set(project.code, project)
    // A project depends on no other.
    return { records, judge: () => undefined }
  },

  put: (client, { code, content }, options, before) =>
    client.projects.put(code, content, { ...options, basedOn: before }),
}
