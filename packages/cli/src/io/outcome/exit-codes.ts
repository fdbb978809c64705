/** Scripts rely on these numbers: a change needs an entry in docs/decisions.md. */
export const exitCodes = {
  done: 0,
  /** Also output that could not be written, on a full disk for example. */
  unexpected: 1,
  /** Wrong usage, settings, or a file that can't be read as what it is said to be. */
  usage: 2,
  /** The API refused what was sent: some entries of a push, or the one that a command is about. */
  rejected: 3,
  notAuthorized: 4,
  unreachable: 5,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
