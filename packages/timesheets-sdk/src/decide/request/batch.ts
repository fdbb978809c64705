import { batchEnvelopeSchema } from '../../contract/batch.ts'
import { maximumBatchSize } from '../../contract/limits.ts'
import { problemOfViolations } from '../../contract/problems.ts'
import { readPushedEntry } from '../../model/read-new-entry.ts'
import { violationError } from '../problem-error.ts'
import type { BatchInput } from '../write-request.ts'
import { parseBody, parseJson } from './json.ts'
import type { BodyType } from './media-type.ts'

/**
 * The items of a batch, in order, from `{entries: [...]}` or from lines of NDJSON without blank lines. An
 * invalid item or line becomes a problem that rejects only this item.
 *
 * @throws {ProblemError} if the body is not a batch or has too many items
 */
export function readBatch(text: string, mediaType: BodyType): BatchInput[] {
  if (mediaType === 'application/x-ndjson') {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    checkSize(lines.length, '')
    return lines.map(itemOfLine)
  }
  const { entries } = parseBody(text, batchEnvelopeSchema)
  checkSize(entries.length, '/entries')
  return entries.map(itemOf)
}

function checkSize(count: number, path: string): void {
  if (count <= maximumBatchSize) return
  const message = `${count} entries are more than ${maximumBatchSize}, the maximum of a batch: send several batches`
  throw violationError({ code: 'too_many_entries', message, path })
}

function itemOfLine(line: string): BatchInput {
  const json = parseJson(line)
  return 'problem' in json ? json : itemOf(json.value)
}

function itemOf(value: unknown): BatchInput {
  const read = readPushedEntry(value)
  return 'entry' in read ? read : { problem: problemOfViolations(read.violations) }
}
