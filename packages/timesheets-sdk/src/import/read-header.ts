import { openTable } from './csv/table.ts'

/**
 * The names of a CSV file's columns, as `detectFormat` takes them. It reads no further than it must, and closes the source.
 *
 * @throws {ImportError} when the file is empty or no text
 */
export async function readHeader(source: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  const { header, close } = await openTable(source)
  await close()
  return header
}
