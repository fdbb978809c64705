import { createStore, useStore } from '../store.ts'
import { en, type Texts } from './en.ts'
import type { Words } from './said.ts'

interface Catalogue {
  readonly texts: Texts
  /** For the codes of the API. English has none: the API says everything in English. */
  readonly words: Words
}

const english: Catalogue = { texts: en, words: {} }

/**
 * A language is a file beside `en.ts` and a line here. `notLoaded` is shown if that file cannot be loaded.
 */
const languages = {
  en: { name: 'English', load: async () => english, notLoaded: '' },
  de: {
    name: 'Deutsch',
    load: async () => (await import('./de.ts')).german,
    notLoaded: 'Die deutschen Texte konnten nicht geladen werden. Laden Sie die Seite neu.',
  },
} as const satisfies Record<string, { name: string; load: () => Promise<Catalogue>; notLoaded: string }>

export type Language = keyof typeof languages

export const languageNames = Object.entries(languages).map(([code, { name }]) => ({
  code: code as Language,
  name,
}))

const storageName = 'timesheets:language'
const shown = createStore<Shown>({ language: 'en', ...english })

interface Shown extends Catalogue {
  readonly language: Language
  /** A language that was chosen but could not be loaded: its name, and that in its own words. */
  readonly missing?: { readonly code: Language; readonly name: string; readonly notLoaded: string }
}

/** The texts in the language of this person, for use outside of components. */
export function getTexts(): Shown {
  return shown.getState()
}

/** The texts in the language of this person. Renders again when they choose another. */
export function useTexts(): Shown {
  return useStore(shown)
}

/** Loads the language chosen on this device, else the first available one of the browser's languages. */
export async function startLanguage(): Promise<void> {
  const wanted = [readChoice(), ...navigator.languages.map((tag) => tag.split('-')[0])]
  await show(wanted.find(isLanguage) ?? 'en')
}

/** Changes the language, here and for the next time. */
export async function chooseLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(storageName, language)
  } catch {
    // Storage is forbidden: the choice holds until the page is left.
  }
  await show(language)
}

async function show(language: Language): Promise<void> {
  const { load, name, notLoaded } = languages[language]
  try {
    shown.setState({ language, ...(await load()) })
  } catch {
    // The application works in the language that it has; LanguageNotice says so.
    shown.setState({ ...getTexts(), missing: { code: language, name, notLoaded } })
  }
  document.documentElement.lang = getTexts().language
}

function readChoice(): string | undefined {
  try {
    return localStorage.getItem(storageName) ?? undefined
  } catch {
    return undefined
  }
}

function isLanguage(code: string | undefined): code is Language {
  return code !== undefined && Object.hasOwn(languages, code)
}

/**
 * Makes the hook for the texts of a part of the application that is loaded late. That part brings all
 * languages at once: they are small, and few people need it.
 */
export function lateTexts<T>(languages: Record<Language, T>): () => T {
  return () => languages[useTexts().language]
}
