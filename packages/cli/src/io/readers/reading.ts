import type { ExternalIds } from './external-ids.ts'
import type { Cells } from './row.ts'
import type { TextPiece } from './whole-lines.ts'

/** What every reader is given. */
export interface Reading {
  /** What the file is called in messages. */
  readonly name: string
  readonly pieces: AsyncIterable<TextPiece>
  /** Whose entries are meant where a row names nobody: the caller, or `null` for a machine, which has to name somebody. */
  readonly ownUserId: string | null
  readonly externalIds: Pick<ExternalIds, 'next'>
  /** Takes what the reader finds odd about the file as a whole. */
  readonly warn: (message: string) => void
}

/** The external id for a row that brings none: see {@link ExternalIds}. */
export function nextName({ externalIds, ownUserId }: Reading, cells: Cells): string {
  const { userId = ownUserId ?? '', date = '', project = '', note = '' } = cells
  return externalIds.next({ userId, date, project, note })
}
