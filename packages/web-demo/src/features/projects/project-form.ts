import { pathParameters } from 'timesheets-sdk/contract'
import { clockText, type NewProject, newProjectSchema, type Project, parseHours } from 'timesheets-sdk/model'
import { isActiveOn } from 'timesheets-sdk/rules'
import { byName } from '../../components/by-name.ts'
import { folded } from '../../components/folded.ts'
import { numberOf } from '../../components/form-fields.tsx'
import { problemsOf } from '../../components/use-form.ts'
import type { Formats } from '../../texts/formats.ts'
import type { Said } from '../../texts/said.ts'
import type { ProjectTexts } from './texts-en.ts'

/** The fields of a project's form, as text. */
export type ProjectValues = {
  readonly code: string
  readonly name: string
  readonly client: string
  readonly billable: boolean
  readonly activeFrom: string
  readonly activeTo: string
  readonly currency: string
  readonly employee: string
  readonly contractor: string
  readonly ratesFrom: string
  readonly budgetHours: string
}

export function projectValues(project: Project | undefined): ProjectValues {
  return {
    code: project?.code ?? '',
    name: project?.name ?? '',
    client: project?.client ?? '',
    billable: project?.billable ?? true,
    activeFrom: project?.activeFrom ?? '',
    activeTo: project?.activeTo ?? '',
    currency: project?.rates?.currency ?? '',
    employee: String(project?.rates?.employee ?? ''),
    contractor: String(project?.rates?.contractor ?? ''),
    ratesFrom: '',
    budgetHours: project?.budgetHours === undefined ? '' : clockText(Math.round(project.budgetHours * 60)),
  }
}

/** The fields of a form and their values in words. */
export function projectWords(texts: ProjectTexts, formats: Formats) {
  const labels: Readonly<Partial<Record<string, string>>> = {
    name: texts.name,
    client: texts.client,
    billable: texts.billable,
    activeFrom: texts.activeFrom,
    activeTo: texts.activeTo,
    budgetHours: texts.budget,
    currency: texts.rates,
    employee: `${texts.rates}, ${texts.employee}`,
    contractor: `${texts.rates}, ${texts.contractor}`,
  }
  return {
    label: (name: string) => labels[name] ?? name,
    value(name: string, value: string): string {
      if (name === 'billable') return value === 'true' ? texts.yes : texts.no
      return value !== '' && (name === 'activeFrom' || name === 'activeTo') ? formats.dateShort(value) : value
    },
  }
}

/**
 * The request body for a form; what is not a number stays one that the schema rejects. The rates of groups,
 * which have no fields, stay those of `project`.
 */
export function projectBody(values: ProjectValues, project?: Project): NewProject {
  const employee = numberOf(values.employee)
  const contractor = numberOf(values.contractor)
  const groups = project?.rates?.groups
  const budget = values.budgetHours.trim()
  const hasRates =
    groups !== undefined ||
    values.currency.trim() !== '' ||
    employee !== undefined ||
    contractor !== undefined
  return {
    name: values.name.trim(),
    billable: values.billable,
    ...(values.client.trim() && { client: values.client.trim() }),
    ...(values.activeFrom && { activeFrom: values.activeFrom }),
    ...(values.activeTo && { activeTo: values.activeTo }),
    ...(budget && { budgetHours: parseHours(budget) ?? Number.NaN }),
    ...(hasRates && {
      rates: {
        currency: values.currency.trim().toUpperCase(),
        ...(employee !== undefined && { employee }),
        ...(contractor !== undefined && { contractor }),
        ...(groups && { groups }),
        ...(values.ratesFrom && { from: values.ratesFrom }),
      },
    }),
  }
}

/** The problems of a form, by field. */
export function projectProblems(values: ProjectValues): ReadonlyMap<string, Said> {
  const body = projectBody(values)
  const { rates, ...rest } = body
  const ofRates = rates === undefined ? [] : problemsOf(newProjectSchema.shape.rates, rates)
  const ofCode = problemsOf(pathParameters.code, values.code).get('')
  return new Map([
    ...problemsOf(newProjectSchema, rest),
    ...ofRates,
    ...(ofCode ? [['code', ofCode] as const] : []),
  ])
}

export const projectFilters = ['active', 'ended', 'all'] as const
export type ProjectFilter = (typeof projectFilters)[number]

/** The projects that a search and a filter leave, by name. */
export function filterProjects(
  projects: readonly Project[],
  search: string,
  filter: ProjectFilter,
  today: string,
): Project[] {
  const wanted = folded(search)
  const passes = (project: Project) => {
    if (filter === 'active') return isActiveOn(project, today)
    return filter === 'all' || (project.activeTo !== undefined && project.activeTo < today)
  }
  return projects
    .filter(
      (project) =>
        passes(project) &&
        [project.name, project.code, project.client ?? ''].some((text) => folded(text).includes(wanted)),
    )
    .sort(byName)
}
