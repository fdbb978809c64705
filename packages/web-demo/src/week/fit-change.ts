import type { Entry } from 'timesheets-sdk/model'
import { type Content, isSameContent, mergeChanges } from '../saving/content.ts'
import type { LineTarget } from '../saving/line.ts'
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
 * How a change of `seen` to `wanted` fits what is there `now`, which may have been read again while the person typed:
 * a change by somebody else is merged where it touches another member, and never overwritten unseen.
 */
export function fitChange(seen: SeenLine, wanted: Content | null, now: CellLine | undefined): Fit {
  const content = now?.content ?? null
  // What is on its way from here is the person's own, and its base is older than either.
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
