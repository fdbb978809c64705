import type { Entry } from 'timesheets-sdk/model'
import { type Content, isSameContent, mergeChanges } from '../../saving/content.ts'
import type { LineTarget } from '../../saving/line.ts'
import type { CellLine } from './grid-model.ts'

/** A line as a person saw it when they began to change it. */
export interface SeenLine extends LineTarget {
  readonly content: Content | null
}

export type Fit =
  | { readonly kind: 'change'; readonly line: LineTarget; readonly content: Content | null }
  /** Somebody else has changed the same meanwhile. `null`: they deleted it. */
  | { readonly kind: 'conflict'; readonly theirs: Entry | null }

/**
 * Fits a change of `seen` to `wanted` to the line as it is `now`, possibly loaded again while the person
 * typed. A change by another client is merged if it touches another member, and never overwritten unseen.
 */
export function fitChange(seen: SeenLine, wanted: Content | null, now: CellLine | undefined): Fit {
  const content = now?.content ?? null
  // A change on its way from here is the person's own, and its base is older than either.
  const isOwn = now?.status !== undefined && now.status !== 'saved'
  if (isOwn || isSameContent(content, seen.content)) {
    return { kind: 'change', line: now ?? { ...seen, base: undefined }, content: wanted }
  }
  if (isSameContent(wanted, content) || isSameContent(wanted, seen.content)) {
    return { kind: 'change', line: now ?? { ...seen, base: undefined }, content }
  }
  const merged = seen.content && wanted && content && mergeChanges(seen.content, wanted, content)
  return merged && now
    ? { kind: 'change', line: now, content: merged }
    : { kind: 'conflict', theirs: now?.base ?? null }
}
