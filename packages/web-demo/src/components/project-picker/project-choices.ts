import type { Policy, Project } from 'timesheets-sdk/model'
import { isActiveOn } from 'timesheets-sdk/rules'
import { folded } from '../folded.ts'

/** A project that can be picked for a week. */
export interface ProjectChoice {
  readonly code: string
  readonly name: string | undefined
  readonly client: string | undefined
}

/**
 * How the picker treats a code that is not listed. `free`: there is no catalogue, so any code is valid.
 * `asked`: it requires an explicit choice. `rejected`: the API would reject hours on it.
 */
export type UnlistedCodes = 'free' | 'asked' | 'rejected'

/** `catalogue` is `undefined` while it is not known: then a code may still turn out to be listed. */
export function unlistedCodes(
  catalogue: readonly Project[] | undefined,
  policy: Pick<Policy, 'unlistedProjects'> | undefined,
): UnlistedCodes {
  if (catalogue?.length === 0) return 'free'
  return catalogue && policy?.unlistedProjects === 'refuse' ? 'rejected' : 'asked'
}

/** Projects to pick from: the used ones first, then those of the catalogue that are active on these dates. */
export function projectChoices(
  used: readonly string[],
  catalogue: readonly Project[],
  dates: readonly string[],
  unlisted: UnlistedCodes = 'asked',
): ProjectChoice[] {
  const active = catalogue.filter((project) => dates.some((date) => isActiveOn(project, date)))
  const listed = new Set(active.map(({ code }) => code))
  const offered = unlisted === 'rejected' ? used.filter((code) => listed.has(code)) : used
  const codes = new Set([...offered, ...listed])
  const byCode = new Map(catalogue.map((project) => [project.code, project]))
  return [...codes].map((code) => ({
    code,
    name: byCode.get(code)?.name,
    client: byCode.get(code)?.client,
  }))
}

/** The choices that a text leaves: by code, name or client, the exact code first. */
export function matchingChoices(choices: readonly ProjectChoice[], typed: string): ProjectChoice[] {
  const wanted = folded(typed)
  const matches = choices.filter(({ code, name, client }) =>
    [code, name, client].some((text) => text !== undefined && folded(text).includes(wanted)),
  )
  return matches.sort((a, b) => Number(b.code === typed) - Number(a.code === typed))
}
