import { causeInWords } from '../../auth/issuer/redact.ts'
import type { OperationName } from '../../contract/routes.ts'
import { chunksOf } from '../../net/byte-source.ts'
import { watchdog } from '../../net/watchdog.ts'
import { TimesheetsError } from '../errors.ts'
import type { ApiCaller, Call } from '../request/call.ts'
import type { CallOptions } from '../request/call-options.ts'
import { foreignResponse, unexpectedStatus } from '../request/response.ts'
import { abortedError } from '../request/transport.ts'

const mediaTypes = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const

export interface ExportOptions extends CallOptions {
  readonly format: keyof typeof mediaTypes
}

/** The client's limits, where a call has none of its own. */
export interface ExportDefaults {
  readonly timeoutMs: number
  readonly totalTimeoutMs: number | undefined
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
  call: Pick<Call, 'parameters' | 'query'>,
  { format, signal, ...options }: ExportOptions,
  defaults: ExportDefaults,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { timeoutMs = defaults.timeoutMs, totalTimeoutMs = defaults.totalTimeoutMs } = options
  const whole = watchdog(signal)
  if (totalTimeoutMs !== undefined) whole.start(totalTimeoutMs)
  const watch = watchdog(whole.signal)
  try {
    const response = await caller.open(
      operation,
      { ...call, accept: mediaTypes[format] },
      { ...options, signal: watch.signal },
    )
    if (response.status !== 200) throw unexpectedStatus(response)
    if (!response.header('content-type')?.startsWith(mediaTypes[format])) {
      throw foreignResponse('not_the_api', response, `returned a response that is not ${mediaTypes[format]}`)
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
    if (whole.isTimedOut)
      throw brokenOff(error, `it took longer than ${Number(totalTimeoutMs) / 1_000} seconds`)
    if (error instanceof TimesheetsError) throw error
    throw brokenOff(error, watch.isTimedOut ? 'nothing came any more' : undefined)
  } finally {
    watch.end()
    whole.end()
  }
}

/** @param timeout what took too long */
function brokenOff(error: unknown, timeout: string | undefined): TimesheetsError {
  const cause = causeInWords(error)
  return new TimesheetsError(
    timeout === undefined ? 'network_error' : 'timeout',
    `The response ended early (${timeout ?? cause.message}), so it is incomplete. Try again.`,
    { cause },
  )
}
