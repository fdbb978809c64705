import type { Policy, Project } from 'timesheets-sdk/model'
import { isActiveOn } from 'timesheets-sdk/rules'

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

/** Projects to pick from: the recent ones first, then those of the catalogue that are active in the week. */
export function projectChoices(
  recent: readonly string[],
  catalogue: readonly Project[],
  dates: readonly string[],
  unlisted: UnlistedCodes = 'asked',
): ProjectChoice[] {
  const active = catalogue.filter((project) => dates.some((date) => isActiveOn(project, date)))
  const listed = new Set(active.map(({ code }) => code))
  const offered = unlisted === 'rejected' ? recent.filter((code) => listed.has(code)) : recent
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

/** A text as it is searched: neither the shift key nor the full width of an input method hides a project. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
