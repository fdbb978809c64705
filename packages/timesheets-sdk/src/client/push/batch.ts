import type { BatchItem } from '../../contract/batch.ts'
import { maximumBatchSize, maximumBodyBytes } from '../../contract/limits.ts'
import { TimesheetsError } from '../errors.ts'
import type { ApiCaller } from '../request/call.ts'
import type { CallOptions } from '../request/call-options.ts'
import type { Parcel } from './lane.ts'

const start = '{"entries":['
const end = ']}'

/** The limits of one request. */
export const batchLimits = {
  maximumEntries: maximumBatchSize,
  maximumBytes: maximumBodyBytes.batch - start.length - end.length,
}

export interface BatchOptions extends Pick<CallOptions, 'timeoutMs' | 'totalTimeoutMs'> {
  readonly dryRun: boolean
  readonly source: string | undefined
  /** Lets a try that is under way end, but no other begin. */
  readonly stop: AbortSignal
}

/**
 * Sends parcels as one batch: the outcome of each, in their order.
 *
 * @throws {TimesheetsError} when the batch fails as a whole
 */
export async function sendBatch(
  caller: ApiCaller,
  parcels: readonly Parcel<unknown>[],
  { dryRun, source, stop, ...options }: BatchOptions,
): Promise<readonly BatchItem[]> {
  const body = `${start}${parcels.map(({ json }) => json).join(',')}${end}`
  const query = { dryRun: dryRun ? 'true' : undefined, source }
  const { value } = await caller.call('pushEntries', { body, query, stopRetrying: stop }, options)
  const { results } = value
  if (results.length !== parcels.length || results.some(({ index }, place) => index !== place)) {
    throw new TimesheetsError(
      'invalid_response',
      'The response to a batch does not report each of its entries. Push them again: none is stored twice.',
      { status: 200 },
    )
  }
  return results
}

/** Whether the API, or something before it, takes smaller batches only. */
export function isTooLarge(error: unknown): error is TimesheetsError {
  return error instanceof TimesheetsError && (error.status === 413 || error.code === 'too_many_entries')
}

/** The outcome of a single entry that is too large by itself. */
export function rejectedAsTooLarge(error: TimesheetsError): BatchItem {
  const problem = error.problem ?? {
    type: 'about:blank',
    title: 'Too large',
    status: 413,
    code: 'body_too_large',
    detail: 'the entry is too large for a request: shorten it',
  }
  return { index: 0, status: 'rejected', problem }
}
