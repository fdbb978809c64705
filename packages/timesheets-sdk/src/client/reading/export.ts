import { causeInWords } from '../../auth/issuer/redact.ts'
import type { OperationName } from '../../contract/routes.ts'
import { TimesheetsError } from '../errors.ts'
import type { ApiCaller, Call, CallOptions } from '../request/call.ts'
import { abortedError } from '../request/transport.ts'
import { watchdog } from '../request/watchdog.ts'
import { chunksOf } from './byte-source.ts'

const mediaTypes = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const

export interface ExportOptions extends CallOptions {
  readonly format: keyof typeof mediaTypes
}

/**
 * A whole list as one stream of bytes, CSV or NDJSON in UTF-8. It is requested when first read.
 * Nothing is kept: memory is flat for any length. A stream that is not read to its end is closed.
 *
 * @throws {TimesheetsError} while reading; after the first bytes `network_error` or `timeout` (nothing for
 *   `timeoutMs`) says that the response is incomplete
 */
export async function* exportBytes(
  caller: ApiCaller,
  operation: OperationName,
  query: Call['query'],
  { format, signal }: ExportOptions,
  timeoutMs: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const watch = watchdog(signal)
  try {
    const response = await caller.open(operation, {
      query,
      accept: mediaTypes[format],
      signal: watch.signal,
    })
    if (response.status !== 200 || !response.header('content-type')?.startsWith(mediaTypes[format])) {
      throw new TimesheetsError(
        'invalid_response',
        `The response is not ${mediaTypes[format]}. Check that baseUrl is the Timesheets API's.`,
        { status: response.status },
      )
    }
    watch.start(timeoutMs)
    for await (const chunk of chunksOf(response.body)) {
      // While the reader is at work with it, the API is not waited for.
      watch.pause()
      yield chunk
      watch.start(timeoutMs)
    }
  } catch (error) {
    if (signal?.aborted) throw abortedError(signal)
    if (error instanceof TimesheetsError) throw error
    throw brokenOff(error, watch.isTimedOut)
  } finally {
    watch.end()
  }
}

function brokenOff(error: unknown, isTimedOut: boolean): TimesheetsError {
  const cause = causeInWords(error)
  const why = isTimedOut ? 'nothing came any more' : cause.message
  return new TimesheetsError(
    isTimedOut ? 'timeout' : 'network_error',
    `The response ended early (${why}), so it is incomplete. Try again.`,
    { cause },
  )
}
