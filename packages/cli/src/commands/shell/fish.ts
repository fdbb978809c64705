import { allCommands, type CommandNode, type OptionNode } from './command-tree.ts'

/** A completion script for fish: commands, options and their choices, with descriptions. */
export function fishCompletion(program: CommandNode): string {
  const commands = allCommands(program)
  const paths = commands.map(({ path }) => quoted(path)).join(' ')
  return `# fish completion for timesheets. To install it:
#   timesheets completion fish > ~/.config/fish/completions/timesheets.fish

set -g __timesheets_paths ${paths}

function __timesheets_at
    set -l command ''
    for word in (commandline -opc)[2..-1]
        set -l longer (string trim -- "$command $word")
        contains -- "$longer" $__timesheets_paths; and set command "$longer"
    end
    test "$command" = "$argv[1]"
end

${commands.flatMap(linesOf).join('\n')}
`
}

function linesOf({ path, commands, argumentChoices, options }: CommandNode): string[] {
  const at = `complete -c timesheets -n ${quoted(`__timesheets_at ${quoted(path)}`)}`
  return [
    ...commands.map(({ name, description }) => `${at} -f -a ${quoted(name)} -d ${quoted(description)}`),
    ...argumentChoices.map((choice) => `${at} -f -a ${quoted(choice)}`),
    ...options.map((option) => `${at} ${optionFlags(option)} -d ${quoted(option.description)}`),
  ]
}

function optionFlags({ names, takesValue, choices }: OptionNode): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
  const values = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r' : ''
  return flags.join(' ') + values
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
