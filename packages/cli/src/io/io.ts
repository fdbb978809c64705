/** Where a command writes to. */
export interface Output {
  readonly isTerminal: boolean
  /** Of the terminal, in cells. */
  readonly columns: number
  /**
   * Resolves when it has been written.
   * @throws {OutputClosedError} when the reader has gone
   * @throws {WriteError} when it could not be written, on a full disk for example
   */
  write(content: string | Uint8Array): Promise<void>
}

/** The signals that stop the process: Ctrl-C, `kill`, or a closed terminal. */
export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

/** The outside world of every command but the file system: what tests replace. */
export interface Io {
  readonly stdin: { readonly isTerminal: boolean; readonly bytes: AsyncIterable<Uint8Array> }
  /** Results. */
  readonly stdout: Output
  /** Everything else: progress, warnings, failures. */
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Aborts with the first {@link Signal}, which is its reason. */
  readonly stop: AbortSignal
}
