import { batchEnvelopeSchema, problemOfViolations } from 'timesheets-sdk/contract'
import { type BatchInput, ProblemError } from 'timesheets-sdk/decide'
import { readNewEntry } from 'timesheets-sdk/model'
import type { Content } from '../http/body.ts'
import { parseBody, parseJson, textOf } from '../http/json.ts'

/**
 * The items of a batch, in order: of `{entries: [...]}`, or of the lines of NDJSON, those left blank not counted. An item
 * that is no entry, or a line that is no JSON, becomes the problem that rejects it alone.
 * @throws {ProblemError} where the body is no batch, or has more than `maximumItems`
 */
export function readBatch(content: Content, maximumItems: number): BatchInput[] {
  if (content.mediaType === 'application/x-ndjson') {
    const lines = textOf(content.bytes)
      .split('\n')
      .filter((line) => line.trim() !== '')
    checkSize(lines.length, maximumItems, '')
    return lines.map(itemOfLine)
  }
  const { entries } = parseBody(content.bytes, batchEnvelopeSchema)
  checkSize(entries.length, maximumItems, '/entries')
  return entries.map(itemOf)
}

function checkSize(count: number, maximum: number, path: string): void {
  if (count <= maximum) return
  const message = `${count} entries: a batch takes ${maximum}, so send them in several`
  throw new ProblemError(problemOfViolations([{ code: 'too_many_entries', message, path }]))
}

function itemOfLine(line: string): BatchInput {
  const json = parseJson(line)
  return 'problem' in json ? json : itemOf(json.value)
}

function itemOf(value: unknown): BatchInput {
  const read = readNewEntry(value)
  return 'entry' in read ? read : { problem: problemOfViolations(read.violations) }
}
