/** What the process says to whoever started it. The numbers are relied on by scripts: see docs/decisions.md before a change. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  /** Wrong usage, settings, or a file that can't be read as what it is said to be. */
  usage: 2,
  /** The API refused what was sent: some entries of a push, or the one that a command is about. */
  rejected: 3,
  notAuthorized: 4,
  unreachable: 5,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
