import { projectCode } from 'timesheets-sdk/model'
import { folded } from '../folded.ts'
import type { ProjectChoice, UnlistedCodes } from './project-choices.ts'

/** The result of Enter in the search: a project, or the reason why there is none. */
export type Entered =
  | { readonly code: string }
  | { readonly problem: 'nothing' | 'several' | 'unlisted' | 'unknown' }

export interface EnteredSearch {
  readonly typed: string
  /** The choices that match the text. */
  readonly matches: readonly ProjectChoice[]
  /** The item of the list that is highlighted. */
  readonly highlighted: string | undefined
  /** Whether the person moved to the highlighted item, instead of typing until it was the first. */
  readonly isMovedTo: boolean
  readonly unlisted: UnlistedCodes
}

/**
 * Takes the highlighted or only match. A new code is taken without a catalogue, or when the person moves to
 * it.
 */
export function enterSearch({ typed, matches, highlighted, isMovedTo, unlisted }: EnteredSearch): Entered {
  if (isMovedTo && highlighted !== undefined) return { code: highlighted }
  if (typed === '') return { problem: 'nothing' }
  const wanted = folded(typed)
  const named = matches.filter(({ code }) => folded(code) === wanted)
  const exact = matches.find(({ code }) => code === typed) ?? (named.length === 1 ? named[0] : undefined)
  const only = exact ?? (matches.length === 1 ? matches[0] : undefined)
  if (only) return { code: only.code }
  const first = matches.find(({ code }) => code === highlighted)
  if (first) return { code: first.code }
  if (matches.length > 0) return { problem: 'several' }
  if (unlisted === 'free' && isProjectCode(typed)) return { code: projectCode.parse(typed) }
  return { problem: unlisted === 'asked' && isProjectCode(typed) ? 'unlisted' : 'unknown' }
}

export function isProjectCode(text: string): boolean {
  return projectCode.safeParse(text).success
}
