import type { Context } from './commands/context.ts'
import { type ExitCode, exitCodes } from './io/outcome/exit-codes.ts'
import { failureOf } from './io/outcome/failure.ts'
import type { ProcessIo } from './io/process/process-io.ts'
import { runProgram } from './program.ts'

/**
 * Does what the command line says, tells what went wrong in one line, and waits until everything is written.
 * A command whose output could not be written has failed, whatever else it did.
 *
 * @returns the exit code
 */
export async function runToEnd(
  args: readonly string[],
  version: string,
  context: Context & { readonly io: ProcessIo },
): Promise<ExitCode> {
  const { io } = context
  const fail = async (error: unknown) => {
    const { exitCode, message } = failureOf(error, io.stop)
    if (message !== undefined) await io.stderr.write(`timesheets: ${message}\n`)
    return exitCode
  }
  let exitCode = await runProgram(args, version, context).catch(fail)
  for (const output of [io.stdout, io.stderr]) {
    const error = await output.flush().then(
      () => undefined,
      (failure: unknown) => failure,
    )
    // An earlier failure was already printed, and its exit code says more.
    if (error && exitCode === exitCodes.done) exitCode = await fail(error)
  }
  return exitCode
}
