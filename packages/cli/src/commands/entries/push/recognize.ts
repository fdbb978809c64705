import {
  detectFormat,
  type ExportFormat,
  exportFormats,
  ImportError,
  readHeader,
} from 'timesheets-sdk/import'
import type { InputFile } from '../../../io/input-file.ts'
import { peekable } from '../../../io/peekable-file.ts'
import { type FileFormat, fileFormats, formatOfName } from '../../../io/readers/format.ts'
import { untilStopped } from '../../../io/until-stopped.ts'

/** What a file can be: one of our own formats, or the export of another tool. */
export const pushFormats = [...fileFormats, ...exportFormats] as const
export type PushFormat = FileFormat | ExportFormat

export interface RecognizedFile {
  readonly file: InputFile
  /** `undefined`: one of our own, which its first text will tell. */
  readonly format: PushFormat | undefined
}

export function isExportFormat(format: PushFormat | undefined): format is ExportFormat {
  return exportFormats.some((known) => known === format)
}

/**
 * Finds out what a file is, by its name and, where it may be CSV, by its columns.
 *
 * @param path as it was named
 * @returns the file to read from now on: of a pipe, the beginning was read
 */
export async function recognize(file: InputFile, path: string, stop: AbortSignal): Promise<RecognizedFile> {
  const named = formatOfName(path)
  if (named === 'ndjson' || named === 'json') return { file, format: named }
  const { beginning, file: whole } = peekable(file)
  const found = await exportFormatOf(untilStopped(beginning, stop))
  return { file: whole, format: found ?? named }
}

/** What can't be read here is left to our own readers, which say what is wrong with it. */
async function exportFormatOf(bytes: AsyncIterable<Uint8Array>): Promise<ExportFormat | undefined> {
  try {
    const format = detectFormat(await readHeader(bytes))
    return format === 'timesheets' ? undefined : format
  } catch (error) {
    if (error instanceof ImportError) return undefined
    throw error
  }
}
