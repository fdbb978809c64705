import { ExternalIds } from '../../src/io/readers/external-ids.ts'
import type { Reading } from '../../src/io/readers/reading.ts'
import type { Row } from '../../src/io/readers/row.ts'
import { wholeLines } from '../../src/io/readers/whole-lines.ts'

/** Bytes in chunks of `size`, as a file or a pipe gives them. */
export async function* chunks(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

/** A reading of `content` by a machine, and what it warned of. */
export function readingOf(
  content: string | Uint8Array,
  options: Partial<Reading> & { readonly chunkSize?: number } = {},
): Reading & { readonly warnings: string[] } {
  const { chunkSize, ...more } = options
  const warnings: string[] = []
  return {
    name: 'november.csv',
    pieces: wholeLines(chunks(content, chunkSize), 'november.csv'),
    ownUserId: null,
    externalIds: new ExternalIds(),
    warn: (message) => warnings.push(message),
    ...more,
    warnings,
  }
}

export async function rowsIn(portions: AsyncIterable<Iterable<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const portion of portions) rows.push(...portion)
  return rows
}
