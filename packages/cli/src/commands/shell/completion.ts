import { Argument, Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { bashCompletion } from './bash.ts'
import { type CommandNode, commandTree } from './command-tree.ts'
import { fishCompletion } from './fish.ts'
import { zshCompletion } from './zsh.ts'

const scriptFor = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const

export type Shell = keyof typeof scriptFor

export interface CompletionOptions {
  readonly shell: Shell
  readonly program: CommandNode
}

const help = `
Examples:
  timesheets completion bash > ~/.local/share/bash-completion/completions/timesheets
  timesheets completion zsh > ~/.zfunc/_timesheets
  timesheets completion fish > ~/.config/fish/completions/timesheets.fish`

export function completionCommand(run: Run<CompletionOptions>): Command {
  return new Command('completion')
    .description('print a script that completes commands and options in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(scriptFor)))
    .addHelpText('after', help)
    .action((shell: Shell, _flags: unknown, command: Command) =>
      run({ shell, program: commandTree(command.parent ?? command) }),
    )
}

/** Prints the completion script of a shell. */
export async function completion({ shell, program }: CompletionOptions, { io }: Context): Promise<ExitCode> {
  await io.stdout.write(scriptFor[shell](program))
  return exitCodes.done
}
