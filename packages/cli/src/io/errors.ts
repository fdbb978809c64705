/** The command line, a setting or a file is wrong: the message is one line that names it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Whoever read the output has gone, as `head` does: nothing that is written from now on reaches anybody. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError'
}
