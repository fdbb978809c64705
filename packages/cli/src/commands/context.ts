import type { ExitCode } from '../io/exit-codes.ts'
import type { Io } from '../io/io.ts'
import type { Connect } from '../session.ts'

/** What a command acts with. */
export interface Context {
  readonly io: Io
  readonly connect: Connect
}

/** Does what the options say. What it throws becomes an exit code and one line: see `io/failure.ts`. */
export type Act<Options> = (options: Options, context: Context) => Promise<ExitCode>

/** What a command hands its options to, once they are read: to what acts on them, or in a test to a look at them. */
export type Run<Options> = (options: Options) => Promise<void>
