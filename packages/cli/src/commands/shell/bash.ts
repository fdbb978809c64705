import { allCommands, type CommandNode } from './command-tree.ts'

/**
 * A completion script for bash: commands, options and their choices. File names are left to bash, for every
 * other value.
 */
export function bashCompletion(program: CommandNode): string {
  const commands = allCommands(program)
  return `# bash completion for timesheets. To install it:
#   timesheets completion bash > ~/.local/share/bash-completion/completions/timesheets

_timesheets_words() {
  case "$1" in
${commands.map((command) => `    '${command.path}') echo '${wordsOf(command).join(' ')}' ;;`).join('\n')}
    *) return 1 ;;
  esac
}

_timesheets_values() {
  case "$1 $2" in
${commands.flatMap(valueCases).join('\n')}
    *) return 1 ;;
  esac
}

_timesheets() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous='' path='' word choices i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    previous="\${COMP_WORDS[i]}"
    if [[ $previous != -* ]] && _timesheets_words "\${path:+$path }$previous" > /dev/null; then
      path="\${path:+$path }$previous"
    fi
  done
  if choices=$(_timesheets_values "$path" "$previous"); then
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
    return
  fi
  mapfile -t COMPREPLY < <(compgen -W "$(_timesheets_words "$path")" -- "$current")
}

complete -o default -F _timesheets timesheets
`
}

function wordsOf({ commands, argumentChoices, options }: CommandNode): string[] {
  return [
    ...commands.map(({ name }) => name),
    ...argumentChoices,
    ...options.flatMap(({ names }) => names.filter((name) => name.startsWith('--'))),
  ]
}

function valueCases({ path, options }: CommandNode): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ names, choices }) => {
      const patterns = names.map((name) => `'${path} ${name}'`).join(' | ')
      return `    ${patterns}) echo '${choices.join(' ')}' ;;`
    })
}
