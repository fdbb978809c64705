import { folded } from '../../components/folded.ts'

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
  const wanted = folded(typed)
  const words = wanted.split(/\s+/).filter(Boolean)
  const ranked = commands.flatMap((command) => {
    if (words.length === 0) return searchedOnly.has(command.group) ? [] : [{ command, rank: 0 }]
    const title = folded(command.title)
    const text = [title, folded(command.details ?? ''), folded(command.words ?? '')].join(' ')
    if (!words.every((word) => text.includes(word))) return []
    return [{ command, rank: title.startsWith(wanted) ? 0 : title.includes(wanted) ? 1 : 2 }]
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
