import { isSameContent } from '../../saving/content.ts'
import type { SaveQueue } from '../../saving/save-queue.ts'
import { fitChange } from './fit-change.ts'
import { type CellLine, currentLine, type WeekGrid } from './grid-model.ts'
import type { TypedText } from './judge-text.ts'
import type { Edit } from './undo-history.ts'

/** The result of changing one line. `contested`: another client changed it too, and the person decides. */
export type EditResult = 'stored' | 'same' | 'refused' | 'contested'

/** Where edits go: the queue that saves them, and the week as it is after the edits so far. */
export interface EditPlace {
  readonly queue: SaveQueue
  readonly grid: () => WeekGrid
}

/**
 * Queues a judged text for a line, and adds to `edits` what undo has to take back. `seen`: the line as it was
 * when typing began.
 */
export function applyTyped(
  seen: CellLine,
  typed: TypedText,
  text: string,
  edits: Edit[],
  { queue, grid }: EditPlace,
): EditResult {
  if ('refusal' in typed) {
    queue.refuse(seen, text, typed.refusal)
    edits.push({ target: seen, before: seen.content, after: seen.content, isRefused: true })
    return 'refused'
  }
  const now = currentLine(grid(), seen)
  const fit = fitChange(seen, typed.content, now)
  if (fit.kind === 'conflict') {
    queue.contest(seen, typed.content, fit.theirs)
    edits.push({ target: seen, before: seen.content, after: seen.content, isRefused: true })
    return 'contested'
  }
  const { line, content } = fit
  const before = now?.content ?? null
  const isNews = !isSameContent(content, before)
  if (!isNews && now?.typed === undefined && now?.status !== 'refused') return 'same'
  if (line.base === undefined && content === null && now?.typed !== undefined) {
    queue.discard(line.key)
    return 'same'
  }
  queue.want(line, content)
  if (isNews) edits.push({ target: line, before, after: content })
  return queue.find(line)?.status === 'conflict' ? 'contested' : 'stored'
}

/** Makes an edit of the undo history, which turned it round for undo. */
export function repeatEdit(
  { target, before, after, isRefused }: Edit,
  { queue, grid }: EditPlace,
): EditResult {
  const now = currentLine(grid(), target)
  if (isRefused || now?.status === 'conflict') {
    if (now) queue.discard(now.key)
    return 'same'
  }
  const fit = fitChange({ ...target, content: before }, after, now)
  if (fit.kind === 'conflict') queue.contest(target, after, fit.theirs)
  else queue.want(fit.line, fit.content)
  return fit.kind === 'conflict' ? 'contested' : 'stored'
}
