import type { Preferences } from '../../preferences.ts'
import type { CommandGroup } from './commands.ts'

/** Every text of the command palette, in English: the shape that every other language fills. */
export const paletteEn = {
  title: 'Search and commands',
  label: 'Search',
  placeholder: 'A page, week, date, project, person or command',
  results: 'Results',
  none: 'Nothing matches.',
  groups: {
    actions: 'Commands',
    weeks: 'Weeks',
    pages: 'Pages',
    projects: 'Entries of a project',
    people: 'People',
  } satisfies Record<CommandGroup, string> as Record<CommandGroup, string>,
  thisWeek: 'This week',
  lastWeek: 'Last week',
  nextWeek: 'Next week',
  profile: 'Profile',
  newEntry: 'New entry',
  submit: (number: number) => `Submit week ${number}`,
  copy: (number: number) => `Copy the week before into week ${number}`,
  fill: (number: number) => `Fill week ${number} from my template`,
  stopTimer: 'Stop the timer',
  themes: {
    system: 'Theme of the device',
    light: 'Light theme',
    dark: 'Dark theme',
  } satisfies Record<Preferences['theme'], string> as Record<Preferences['theme'], string>,
  language: (name: string) => `Language: ${name}`,
  keyboard: 'Keyboard',
  /** More words by which people look for these. */
  words: {
    newEntry: 'log add time hours project',
    submit: 'send hand in',
    copy: 'repeat last week',
    fill: 'template repeat',
    theme: 'colours appearance night',
    language: 'sprache language',
    keyboard: 'shortcuts keys help',
    signOut: 'log out leave',
  },
}

export type PaletteTexts = typeof paletteEn
