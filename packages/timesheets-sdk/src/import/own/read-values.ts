import { repeatsMember } from '../../model/json-members.ts'
import { decodeText } from '../csv/lines.ts'
import { ImportError } from '../errors.ts'
import { excerpt } from '../excerpt.ts'

const maximumBytes = 32 * 1_024 * 1_024

/** An entry of NDJSON or JSON, or a line that is not JSON. */
export type ValueRow =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly text: string; readonly fault: string }

/**
 * The entries of NDJSON, one per line without empty lines, or of a JSON list or `{"entries": [...]}`. JSON is
 * kept in memory as a whole, and a row's line is then its position in the list, from 1. Entries arrive in
 * portions, as the bytes do.
 *
 * @throws {ImportError} `not_text`; for JSON also `line_too_long` over 32 MiB, `not_json` if it is not a list
 */
export async function* readValues(
  source: AsyncIterable<Uint8Array>,
  format: 'ndjson' | 'json',
): AsyncGenerator<Iterable<ValueRow>, void, undefined> {
  if (format === 'json') {
    const text = await wholeText(source)
    yield listOf(parse(text)).map((value, index) => ({ line: index + 1, value }))
    return
  }
  let line = 1
  for await (const piece of await piecesOf(source)) {
    const lines = piece.split('\n')
    yield rowsOf(lines, line)
    line += lines.length - 1
  }
}

/** An empty file is valid here: a job without entries writes nothing. A table always has a header. */
async function piecesOf(
  source: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<string> | Iterable<string>> {
  try {
    return (await decodeText(source, { maximumLineBytes: maximumBytes })).pieces
  } catch (error) {
    if (error instanceof ImportError && error.code === 'empty_file') return []
    throw error
  }
}

function* rowsOf(lines: readonly string[], firstLine: number): Generator<ValueRow> {
  for (const [index, text] of lines.entries()) {
    if (text.trim() !== '') yield readLine(text, firstLine + index)
  }
}

function readLine(text: string, line: number): ValueRow {
  try {
    return { line, value: parseOnce(text) }
  } catch (error) {
    return { line, text, fault: `the line is not JSON: ${excerpt((error as Error).message, 200)}` }
  }
}

async function wholeText(source: AsyncIterable<Uint8Array>): Promise<string> {
  let whole = ''
  for await (const piece of await piecesOf(source)) {
    whole += piece
    if (whole.length > maximumBytes) {
      throw new ImportError(
        'line_too_long',
        'the file is larger than 32 MiB: write one entry per line, and push it as NDJSON',
      )
    }
  }
  return whole
}

/** @throws {SyntaxError} also for an object that has a member twice: only the last would count */
function parseOnce(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (repeatsMember(text, value)) throw new SyntaxError('an object has the same member twice')
  return value
}

function parse(text: string): unknown {
  try {
    return parseOnce(text)
  } catch (error) {
    throw new ImportError('not_json', `the file is not JSON: ${excerpt((error as Error).message, 200)}`)
  }
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries)) {
    return value.entries
  }
  throw new ImportError('not_json', 'the file is not a list of entries: write [...] or {"entries": [...]}')
}
