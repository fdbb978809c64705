import { sleep as sleepQuietly } from '../../net/sleep.ts'
import { AuthError } from '../errors.ts'

/** The error of a wait that `signal` ended. */
export function abortError(signal: AbortSignal): AuthError {
  return new AuthError('aborted', 'Getting an access token was stopped.', { cause: signal.reason })
}

/** Waits for `promise`, but no longer than until `signal` aborts. The work behind `promise` goes on. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(abortError(signal))
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** Resolves after `ms` milliseconds; rejects with `aborted` when `signal` does so first. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await sleepQuietly(ms, signal)
  if (signal.aborted) throw abortError(signal)
}
