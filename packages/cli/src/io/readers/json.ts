import { UsageError } from '../errors.ts'
import { plainText } from '../plain-text.ts'
import { rowOfValue } from './entry-of-value.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'

const maximumLength = 32 * 1_024 * 1_024

/**
 * Reads a JSON list of entries, or `{"entries": [...]}`. It is held in memory as a whole, and so may be 32 MiB at most.
 * A row's `line` is the entry's place in the list, from 1.
 *
 * @throws {UsageError} when it is too long, no JSON or no list
 */
export async function* readJson(reading: Reading): AsyncGenerator<Iterable<Row>> {
  const values = listOf(parse(await wholeText(reading), reading.name), reading.name)
  yield values.values().map((value, index) => rowOfValue(value, index + 1, reading))
}

async function wholeText({ pieces, name }: Reading): Promise<string> {
  let whole = ''
  for await (const { text } of pieces) {
    whole += text
    if (whole.length > maximumLength) {
      throw new UsageError(`${name} is longer than 32 MiB: write one entry a line and push it as NDJSON`)
    }
  }
  return whole
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${plainText((error as Error).message)}`)
  }
}

function listOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries)) {
    return value.entries
  }
  throw new UsageError(`${name} is no list of entries: write [...] or {"entries": [...]}`)
}
