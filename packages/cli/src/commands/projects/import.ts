import type { Command } from 'commander'
import { readBillable } from 'timesheets-sdk/import'
import {
  isSameContent,
  newProjectSchema,
  type ParsedProject,
  type Project,
  type Violation,
  violationsOfSchema,
} from 'timesheets-sdk/model'
import { projectAfter } from 'timesheets-sdk/rules'
import type { ExitCode } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { faultsInName, firstOfEach, notANumber, numberOf } from '../import/cells.ts'
import { type ImportOptions, importCommand, importRows } from '../import/import-rows.ts'
import type { ImportSpec } from '../import/spec.ts'

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
] as const
type Column = (typeof columns)[number]

interface Item {
  readonly code: string
  readonly content: ParsedProject
}

const examples = `
Examples:
  timesheets projects import projects.csv --dry-run
  timesheets projects import projects.csv

Rates count from the day in the column ratesFrom on, by default from today.`

export function importProjectsCommand(run: Run<ImportOptions>): Command {
  const description = 'put the projects of a CSV file into the catalogue'
  return importCommand({ description, columns, examples, corrects: true }, run)
}

export function importProjects(options: ImportOptions, context: Context): Promise<ExitCode> {
  return importRows(spec, options, context)
}

const spec: ImportSpec<Column, Item> = {
  table: { columns, needed: ['code', 'name'] },

  read({ code, billable: billableText, currency, employeeRate, contractorRate, ratesFrom, ...texts }) {
    const unreadable: Violation[] = []
    const rate = (name: 'employeeRate' | 'contractorRate', text: string | undefined) => {
      const value = text === undefined ? undefined : numberOf(text)
      if (text !== undefined && value === undefined) unreadable.push(notANumber(name, text))
      return value
    }
    const employee = rate('employeeRate', employeeRate)
    const contractor = rate('contractorRate', contractorRate)
    const billable = readBillable(billableText ?? '')
    if (billable !== undefined && typeof billable !== 'boolean') unreadable.push(billable)
    const rates = {
      ...(ratesFrom === undefined ? {} : { from: ratesFrom }),
      ...(currency === undefined ? {} : { currency }),
      ...(employee === undefined ? {} : { employee }),
      ...(contractor === undefined ? {} : { contractor }),
    }
    const candidate = {
      ...texts,
      ...(typeof billable === 'boolean' ? { billable } : {}),
      ...(Object.keys(rates).length === 0 ? {} : { rates }),
    }
    const parsed = newProjectSchema.safeParse(candidate)
    const violations = firstOfEach([
      ...faultsInName('code', code),
      ...unreadable,
      ...(parsed.success ? [] : violationsOfSchema(parsed.error, candidate)),
    ])
    if (parsed.success && code !== undefined && violations.length === 0) {
      return { item: { code, content: parsed.data } }
    }
    return { violations }
  },

  keyOf: ({ code }) => code,

  async target(client, { nowMs, correct, signal }) {
    const projects = new Map<string, Project>()
    for await (const project of client.projects.list({}, { signal })) projects.set(project.code, project)
    const today = new Date(nowMs).toISOString().slice(0, 10)
    return {
      compare({ code, content }) {
        const before = projects.get(code)
        if (!before) return 'added'
        return isSameContent(before, projectAfter(before, { code, content, today, nowMs }))
          ? 'unchanged'
          : 'updated'
      },
      async put({ code, content }) {
        await client.projects.put(code, content, { signal, correct })
      },
      // A project depends on no other.
      rehearse: () => undefined,
    }
  },
}
