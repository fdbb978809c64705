import { folded, rankBy } from '../../components/folded.ts'

export const commandGroups = ['actions', 'weeks', 'pages', 'projects', 'people'] as const
export type CommandGroup = (typeof commandGroups)[number]

/** Something to find and to do. */
export interface Command {
  readonly id: string
  readonly group: CommandGroup
  readonly title: string
  readonly details?: string
  /** More words that find it. */
  readonly words?: string
  /** The key that does the same. */
  readonly keys?: string
  readonly run: () => void
}

export interface FoundGroup {
  readonly group: CommandGroup
  readonly commands: readonly Command[]
}

const shownOfGroup = 8
// There may be thousands of them: they are offered once something is typed.
const searchedOnly: ReadonlySet<CommandGroup> = new Set(['projects', 'people'])

/** The commands that a text leaves, in groups; the group with the best match is first. */
export function findCommands(commands: readonly Command[], typed: string): FoundGroup[] {
  const rankOf = rankBy(typed)
  const ranked = commands.flatMap((command) => {
    if (typed.trim() === '') return searchedOnly.has(command.group) ? [] : [{ command, rank: 0 }]
    const { title, details = '', words = '' } = command
    const rank = rankOf(folded(title), folded(`${details}\n${words}`))
    return rank === undefined ? [] : [{ command, rank }]
  })
  ranked.sort((a, b) => a.rank - b.rank)
  return commandGroups
    .map((group) => ranked.filter(({ command }) => command.group === group).slice(0, shownOfGroup))
    .filter((found) => found.length > 0)
    .sort((a, b) => (a[0]?.rank ?? 0) - (b[0]?.rank ?? 0))
    .map((found) => ({
      group: found[0]?.command.group ?? 'actions',
      commands: found.map(({ command }) => command),
    }))
}
