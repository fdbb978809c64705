/** Where a command writes to. */
export interface Output {
  readonly isTerminal: boolean
  /** Of the terminal, in cells. */
  readonly columns: number
  /**
   * Resolves when more can be written.
   * @throws {OutputClosedError} when nobody reads any more
   */
  write(content: string | Uint8Array): Promise<void>
}

export type Signal = 'SIGINT' | 'SIGTERM'

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
  /** Aborts with the first Ctrl-C or SIGTERM; its reason is the {@link Signal}. */
  readonly stop: AbortSignal
}
