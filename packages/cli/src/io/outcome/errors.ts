import { getSystemErrorMessage } from 'node:util'

/** The command line, a setting or a file is wrong: the message is one line that names it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The reader of the output has gone, as `head` does: nothing that is written from now on reaches anybody. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError'
}

/** Output could not be written: the disk is full, say. Where it went to holds a part of it, or nothing. */
export class WriteError extends Error {
  override readonly name = 'WriteError'
  /** The failure, without the next step. */
  readonly reason: string

  /**
   * @param nextStep a sentence: it says what to do, and so replaces the default when a command knows better
   */
  constructor(reason: string, nextStep = 'Free some space, then run the command again.') {
    super(`${reason}. ${nextStep}`)
    this.reason = reason
  }

  static of(place: string, cause: NodeJS.ErrnoException): WriteError {
    return new WriteError(`could not write ${place}: ${wordsOf(cause)}`)
  }
}

/** The operating system's words for a failure, such as `no space left on device`. */
export function wordsOf({ code, errno, message }: NodeJS.ErrnoException): string {
  return errno === undefined ? message : `${getSystemErrorMessage(errno)} (${code})`
}

/** Whether an error is one of the operating system. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

const deviceFailures = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'])

/** Whether the disk failed; other failures are of the path that was named, as a missing folder. */
export function isDeviceFailure({ code }: NodeJS.ErrnoException): boolean {
  return code !== undefined && deviceFailures.has(code)
}

/** The error for a file that could not be written: the disk failed, or its place is not one to write to. */
export function writeFailure(path: string, cause: NodeJS.ErrnoException): WriteError | UsageError {
  if (isDeviceFailure(cause)) return WriteError.of(path, cause)
  return new UsageError(`could not write ${path}: ${wordsOf(cause)}`)
}
