import type { EventEmitter } from 'node:events'
import type { Argument, Command, Option } from 'commander'

export interface OptionNode {
  /** As it is typed: `-h`, `--help`. */
  readonly names: readonly string[]
  /** As the help writes it: `--date <date>`. */
  readonly flags: string
  readonly description: string
  readonly takesValue: boolean
  readonly choices: readonly string[]
}

/** A command as completions and the manual describe it. */
export interface CommandNode {
  /** As it is typed, without the program: `weeks list`; empty for the program. */
  readonly path: string
  readonly name: string
  readonly description: string
  /** As the help writes them: `[options] <id>`. */
  readonly usage: string
  readonly argumentChoices: readonly string[]
  readonly options: readonly OptionNode[]
  readonly commands: readonly CommandNode[]
  /** The text that the help has after everything else. */
  readonly afterHelp: string
}

/** Reads the commands of the program from its definition, which the help is made of, too. */
export function commandTree(command: Command, path = ''): CommandNode {
  const help = command.createHelp()
  return {
    path,
    name: command.name(),
    description: command.description(),
    usage: command.usage(),
    argumentChoices: command.registeredArguments.flatMap(({ argChoices }: Argument) => argChoices ?? []),
    options: help.visibleOptions(command).map(optionNode),
    commands: help
      .visibleCommands(command)
      .filter((child) => child.name() !== 'help')
      .map((child) => commandTree(child, `${path} ${child.name()}`.trim())),
    afterHelp: afterHelpOf(command),
  }
}

/** All commands below a command, and itself, in the order of the help. */
export function allCommands(command: CommandNode): CommandNode[] {
  return [command, ...command.commands.flatMap(allCommands)]
}

function optionNode({ short, long, flags, description, argChoices, required, optional }: Option): OptionNode {
  return {
    names: [short, long].filter((name) => name !== undefined && name !== null),
    flags,
    description,
    takesValue: required || optional,
    choices: argChoices ?? [],
  }
}

/** Commander keeps these texts as listeners only, and hides in its types that a command emits events. */
function afterHelpOf(command: Command): string {
  let text = ''
  const emitter = command as unknown as EventEmitter
  emitter.emit('afterHelp', {
    error: false,
    command,
    write: (part: string) => {
      text += part
    },
  })
  return text.trim()
}
