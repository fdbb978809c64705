import { allCommands, type CommandNode } from './command-tree.ts'

/** A completion script for zsh: commands, options and their choices, with descriptions. */
export function zshCompletion(program: CommandNode): string {
  return `#compdef timesheets
# zsh completion for timesheets. To install it, in a folder of $fpath:
#   timesheets completion zsh > ~/.zfunc/_timesheets

_timesheets_values() {
  case "$1 $2" in
${allCommands(program).flatMap(valueCases).join('\n')}
    *) return 1 ;;
  esac
}

_timesheets_words() {
  case "$1" in
${allCommands(program).map(wordsCase).join('\n')}
    *) return 1 ;;
  esac
}

_timesheets() {
  local command='' word previous=''
  local -a reply
  for word in "\${(@)words[2,CURRENT-1]}"; do
    previous="$word"
    if [[ $word != -* ]] && _timesheets_words "\${command:+$command }$word"; then
      command="\${command:+$command }$word"
    fi
  done
  if _timesheets_values "$command" "$previous"; then
    if (( $#reply )); then _describe 'value' reply; else _files; fi
    return
  fi
  _timesheets_words "$command"
  _describe 'timesheets' reply || _files
}

# From $fpath, zsh runs this file instead of the function the first time.
if [[ $funcstack[1] == _timesheets ]]; then
  _timesheets "$@"
else
  compdef _timesheets timesheets
fi
`
}

function wordsCase({ path, commands, argumentChoices, options }: CommandNode): string {
  const words = [
    ...commands.map(({ name, description }) => `${name}:${description}`),
    ...argumentChoices,
    ...options.flatMap(({ names, description }) =>
      names.filter((name) => name.startsWith('--')).map((name) => `${name}:${description}`),
    ),
  ]
  return `    '${path}') reply=(${words.map(quoted).join(' ')}) ;;`
}

function valueCases({ path, options }: CommandNode): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ names, choices }) => {
      const patterns = names.map((name) => `'${path} ${name}'`).join(' | ')
      return `    ${patterns}) reply=(${choices.map(quoted).join(' ')}) ;;`
    })
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
