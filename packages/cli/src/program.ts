import { Command, CommanderError } from 'commander'
import type { Context, Runner } from './commands/context.ts'
import { createCommands } from './commands/index.ts'
import { type ExitCode, exitCodes } from './io/outcome/exit-codes.ts'
import { acceptOptionsOnce } from './once.ts'
import { dpopFlag } from './settings/definitions.ts'
import { profileVariable, readProfileName } from './settings/paths.ts'
import { faultInTimeZone } from './settings/time-zone.ts'

const help = `
Settings come from the environment or from the settings file (timesheets config). People run timesheets login.
See timesheets config --help, and timesheets <command> --help for examples.

Exit codes: 0 all done, 1 unexpected failure, 2 wrong usage, settings or file, 3 refused by the API, or some entries
of a push, 4 not authorized, 5 the API could not be reached, 129, 130 or 143 stopped by a signal (130: Ctrl-C).`

/**
 * Reads the command line and does what it says.
 *
 * @param args without the program's own name
 * @returns the exit code; what goes wrong in a command is thrown
 */
export async function runProgram(
  args: readonly string[],
  version: string,
  context: Context,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done
  const program = createProgram(version, context, (act) => async (options) => {
    const fault = faultInTimeZone(context.io.env)
    if (fault !== undefined) await context.io.stderr.write(`timesheets: ${fault}\n`)
    exitCode = await act(options, withFlags(context, program.opts<GlobalFlags>()))
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  }
}

interface GlobalFlags {
  readonly profile?: string
  readonly dpop?: boolean
}

/** The context with the settings that the flags of all commands change. */
function withFlags(context: Context, { profile, dpop }: GlobalFlags): Context {
  if (profile === undefined && dpop === undefined) return context
  const env = {
    ...context.io.env,
    ...(profile === undefined ? {} : { [profileVariable]: profile }),
    ...(dpop === undefined ? {} : { [dpopFlag]: 'true' }),
  }
  return { io: { ...context.io, env }, connect: () => context.connect(env) }
}

/** The whole command line, without anything having been read of it. */
export function createProgram(version: string, { io }: Pick<Context, 'io'>, runner: Runner): Command {
  const program = new Command('timesheets')
    .description('Push, read and change timesheet entries.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .option(
      '--profile <name>',
      'use the settings of this profile: see timesheets profiles --help',
      readProfileName,
    )
    .option('--dpop', 'bind tokens to a key of this machine: TIMESHEETS_DPOP=true for one command')
    .exitOverride()
    .showSuggestionAfterError()
    // Not awaited, as commander can't wait: whether they were written shows when the outputs are flushed.
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text).catch(() => {}),
      writeErr: (text) => void io.stderr.write(text).catch(() => {}),
      outputError: (text, write) => write(text.replace(/^error:/, 'timesheets:')),
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
    })
    .addHelpText('after', help)
  acceptOptionsOnce(program)
  for (const command of createCommands(runner)) {
    program.addCommand(inheriting(command, program))
  }
  return program
}

/** A command that is made by itself knows nothing of the program's settings until it is told. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent)
  acceptOptionsOnce(command)
  for (const child of command.commands) inheriting(child, command)
  return command
}
