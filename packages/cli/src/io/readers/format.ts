import { extname } from 'node:path'

export const fileFormats = ['csv', 'ndjson', 'json'] as const
export type FileFormat = (typeof fileFormats)[number]

const extensions: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.json': 'json',
}

/** The format that a file's name tells, if it does. */
export function formatOfName(file: string): FileFormat | undefined {
  return extensions[extname(file).toLowerCase()]
}

/** The format that a text has by its beginning, of which at least one line is needed. */
export function formatOfText(beginning: string): FileFormat {
  const text = beginning.trimStart()
  if (text.startsWith('[')) return 'json'
  if (!text.startsWith('{')) return 'csv'
  const firstLine = text.split('\n', 1)[0] ?? ''
  try {
    // A whole object on the first line is one of many, unless it holds them all.
    const value: unknown = JSON.parse(firstLine)
    return typeof value === 'object' && value !== null && 'entries' in value ? 'json' : 'ndjson'
  } catch {
    return 'json'
  }
}
