import type { Io } from '../io.ts'
import { DraftFile } from './draft-file.ts'

/**
 * Writes a result as it comes: to a file, whole or not at all, or to the standard output.
 * @param path `undefined`: the standard output
 */
export async function writeResult(
  chunks: AsyncIterable<Uint8Array>,
  path: string | undefined,
  { stdout }: Pick<Io, 'stdout'>,
): Promise<void> {
  if (path === undefined) {
    for await (const chunk of chunks) await stdout.write(chunk)
    return
  }
  const file = await DraftFile.create(path)
  try {
    for await (const chunk of chunks) await file.write(chunk)
    await file.finish()
  } catch (error) {
    await file.discard()
    throw error
  }
}
