import type { Io } from '../io/io.ts'
import type { ExitCode } from '../io/outcome/exit-codes.ts'
import type { Connect } from '../session.ts'

/** The environment in which a command acts. */
export interface Context {
  readonly io: Io
  readonly connect: Connect
}

/** Does what the options say. What it throws becomes an exit code and one line: see `io/failure.ts`. */
export type Act<Options> = (options: Options, context: Context) => Promise<ExitCode>

/** Receives the parsed options: runs the command, or in a test inspects them. */
export type Run<Options> = (options: Options) => Promise<void>

/** Makes the function that a command calls with its options from the one that acts on them. */
export type Runner = <Options>(act: Act<Options>) => Run<Options>
