import { Command } from 'commander'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import type { Context, Run } from '../context.ts'
import { allCommands, type CommandNode, commandTree } from './command-tree.ts'

export interface ManOptions {
  readonly program: CommandNode
  readonly version: string
}

const help = `
Examples:
  timesheets man | man -l -
  timesheets man > ~/.local/share/man/man1/timesheets.1`

export function manCommand(run: Run<ManOptions>): Command {
  return new Command('man')
    .description('print the manual page')
    .addHelpText('after', help)
    .action((_flags: unknown, command: Command) => {
      const root = command.parent ?? command
      return run({ program: commandTree(root), version: root.version() ?? '' })
    })
}

/** Prints the manual page, made of the help of all commands. */
export async function man({ program, version }: ManOptions, { io }: Context): Promise<ExitCode> {
  await io.stdout.write(manualPage(program, version))
  return exitCodes.done
}

/** The manual page in the man macros of troff (groff_man(7)). */
export function manualPage(program: CommandNode, version: string): string {
  const leaves = allCommands(program).filter(({ commands }) => commands.length === 0)
  return [
    `.TH TIMESHEETS 1 "" "timesheets ${version}" "User Commands"`,
    '.SH NAME',
    `timesheets \\- ${troff(program.description)}`,
    '.SH SYNOPSIS',
    '.B timesheets',
    '.I command',
    '[\\fIoptions\\fR]',
    '.SH OPTIONS',
    ...optionLines(program),
    '.SH COMMANDS',
    ...leaves.flatMap(commandLines),
    '.SH "SETTINGS AND EXIT CODES"',
    ...verbatim(program.afterHelp),
    '',
  ].join('\n')
}

function commandLines(command: CommandNode): string[] {
  return [
    `.SS "${troff(`timesheets ${command.path} ${command.usage}`).replaceAll('"', '\\(dq')}"`,
    troff(command.description),
    ...optionLines(command),
    ...(command.afterHelp === '' ? [] : ['.PP', ...verbatim(command.afterHelp)]),
  ]
}

function optionLines({ options }: CommandNode): string[] {
  return options.flatMap(({ flags, description }) => ['.TP', `\\fB${troff(flags)}\\fR`, troff(description)])
}

function verbatim(text: string): string[] {
  return ['.nf', ...text.split('\n').map(troff), '.fi']
}

/**
 * Escapes what troff reads in its own way: backslashes, hyphens, a dot or quote at the start of a line, and
 * characters that are not ASCII.
 */
function troff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^[.']/, '\\&$&')
    .replace(/[^\x20-\x7E]/gu, (character) => `\\[u${codePoint(character)}]`)
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
