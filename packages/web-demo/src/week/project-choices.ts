import type { Project } from 'timesheets-sdk/model'
import { isActiveOn } from 'timesheets-sdk/rules'

/** A project that can be picked for a week. */
export interface ProjectChoice {
  readonly code: string
  readonly name: string | undefined
  readonly client: string | undefined
}

/** Projects to pick from: the recent ones first, then those of the catalogue that are active in the week. */
export function projectChoices(
  recent: readonly string[],
  catalogue: readonly Project[],
  dates: readonly string[],
): ProjectChoice[] {
  const active = catalogue.filter((project) => dates.some((date) => isActiveOn(project, date)))
  const codes = new Set([...recent, ...active.map(({ code }) => code)])
  const byCode = new Map(catalogue.map((project) => [project.code, project]))
  return [...codes].map((code) => ({
    code,
    name: byCode.get(code)?.name,
    client: byCode.get(code)?.client,
  }))
}

/** The choices that a text leaves: by code, name or client, the exact code first. */
export function matchingChoices(choices: readonly ProjectChoice[], typed: string): ProjectChoice[] {
  const wanted = typed.toLowerCase()
  const matches = choices.filter(({ code, name, client }) =>
    [code, name, client].some((text) => text?.toLowerCase().includes(wanted)),
  )
  return matches.sort((a, b) => Number(b.code === typed) - Number(a.code === typed))
}
