import { type Command, CommanderError } from 'commander'
import type { Run } from '../../src/commands/context.ts'

/** A command's parsed options, without running it; for wrong arguments, the message. */
export async function optionsOf<Options>(
  commandOf: (run: Run<Options>) => Command,
  args: readonly string[],
): Promise<Options | string> {
  let read: Options | undefined
  const command = commandOf(async (options) => {
    read = options
  })
  command.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} })
  try {
    await command.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError || (error as Error).name === 'UsageError')
      return (error as Error).message
    throw error
  }
  return read as Options
}
