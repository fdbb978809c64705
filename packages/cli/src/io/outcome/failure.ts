import type { AuthError } from 'timesheets-sdk/auth'
import type { OptionError, TimesheetsError } from 'timesheets-sdk/client'
import type { OutboxError } from 'timesheets-sdk/outbox'
import { nameOfOption } from '../../settings/definitions.ts'
import type { Signal } from '../io.ts'
import { plainText } from '../terminal/plain-text.ts'
import { isDeviceFailure, isSystemError, OutputClosedError, UsageError, WriteError } from './errors.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'

/** How a command ends that could not do what it was asked for. */
export interface Failure {
  readonly exitCode: ExitCode
  /** One line for people; `undefined` where there is nothing to say. */
  readonly message: string | undefined
}

const exitCodesOfKinds = {
  unreachable: exitCodes.unreachable,
  not_authorized: exitCodes.notAuthorized,
  refused: exitCodes.rejected,
  misconfigured: exitCodes.usage,
  unusable_answer: exitCodes.unexpected,
  aborted: exitCodes.interrupted,
  caller_failed: exitCodes.unexpected,
} as const satisfies Record<TimesheetsError['kind'], ExitCode>

const exitCodesOfOutbox = {
  other_owner: exitCodes.notAuthorized,
  unreadable: exitCodes.usage,
  unknown_change: exitCodes.usage,
  full: exitCodes.rejected,
  misconfigured: exitCodes.usage,
} as const satisfies Record<OutboxError['code'], ExitCode>

const exitCodesOfSignals = {
  SIGHUP: exitCodes.hungUp,
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
} as const satisfies Record<Signal, ExitCode>

/** Refusals that are about the command line, not about an entry. */
const usageCodes = new Set(['user_id_required', 'malformed_cursor', 'invalid_argument'])

/** The exit code and message of an error. Adds no details to the error's own words. */
export function failureOf(error: unknown, stop: AbortSignal): Failure {
  if (stop.aborted) return { exitCode: exitCodeOfSignal(stop), message: undefined }
  // `| head` has all it wants.
  if (error instanceof OutputClosedError) return { exitCode: exitCodes.done, message: undefined }
  if (error instanceof UsageError) return { exitCode: exitCodes.usage, message: plainText(error.message) }
  if (error instanceof WriteError)
    return { exitCode: exitCodes.unexpected, message: plainText(error.message) }
  if (isTimesheetsError(error)) return failureOfApi(error)
  if (isOutboxError(error))
    return { exitCode: exitCodesOfOutbox[error.code], message: plainText(error.message) }
  if (isAuthError(error)) {
    return { exitCode: exitCodesOfKinds[error.kind], message: plainText(wordsOfSignIn(error)) }
  }
  if (isSystemError(error) && isDeviceFailure(error))
    return {
      exitCode: exitCodes.unexpected,
      message: plainText(WriteError.of(error.path ?? 'a file', error).message),
    }
  const words = error instanceof Error ? error.message : String(error)
  return { exitCode: exitCodes.unexpected, message: `unexpected failure: ${plainText(words)}` }
}

/** An address that leads to no authorization server is a wrong setting, which is named. */
function wordsOfSignIn({ code, message }: AuthError): string {
  return code === 'discovery_failed' ? `${nameOfOption('issuer')}: ${message}` : message
}

export function exitCodeOfSignal(stop: AbortSignal): ExitCode {
  return exitCodesOfSignals[stop.reason as Signal]
}

function failureOfApi(error: TimesheetsError): Failure {
  // The client names its own option, which people know by another name.
  const { cause } = error
  const words = plainText(
    isOptionError(cause)
      ? cause.messageWith(nameOfOption)
      : isAuthError(cause)
        ? wordsOfSignIn(cause)
        : error.message,
  )
  const isForOperators = error.kind === 'unusable_answer' || error.kind === 'unreachable'
  const request =
    isForOperators && error.requestId !== undefined ? ` (request ${plainText(error.requestId)})` : ''
  return { exitCode: exitCodeOfApi(error), message: `${words}${request}` }
}

function exitCodeOfApi({ code, status, kind }: TimesheetsError): ExitCode {
  if (usageCodes.has(code)) return exitCodes.usage
  return status === 403 ? exitCodes.notAuthorized : exitCodesOfKinds[kind]
}

/** By name, since the class comes with all that talks HTTP, which a command that fails early never loads. */
function isTimesheetsError(error: unknown): error is TimesheetsError {
  return error instanceof Error && error.name === 'TimesheetsError' && 'kind' in error
}

/** The error of a queue, by name as above. */
function isOutboxError(error: unknown): error is OutboxError {
  return error instanceof Error && error.name === 'OutboxError' && 'code' in error
}

/** The error of a sign-in, by name as above. */
function isAuthError(error: unknown): error is AuthError {
  return error instanceof Error && error.name === 'AuthError' && 'kind' in error
}

// By its name, as above: the client is loaded only for what sends a request.
function isOptionError(error: unknown): error is OptionError {
  return error instanceof Error && error.name === 'OptionError' && 'messageWith' in error
}
