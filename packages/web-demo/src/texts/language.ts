import { createStore, useStore } from '../store.ts'
import { en, type Texts } from './en.ts'
import { setDecimalMark } from './formats.ts'
import type { Words } from './said.ts'

interface Catalogue {
  readonly texts: Texts
  /** For the codes of the API. English has none: the API says everything in English. */
  readonly words: Words
  /** The texts of a part of the application, from those in the languages that people translate. */
  pick<T extends object>(written: Written<T>): T
}

/** The same texts in each language that people translate. */
export type Written<T> = Readonly<Record<'en' | 'de', T>>

const english: Catalogue = { texts: en, words: {}, pick: (written) => written.en }

interface LanguageInfo {
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  load(): Promise<Catalogue>
  /** Shown if its file cannot be loaded. */
  readonly notLoaded: string
}

/** A language is a file beside `en.ts` and a line here. */
const languages = {
  en: { name: 'English', direction: 'ltr', load: async () => english, notLoaded: '' },
  de: {
    name: 'Deutsch',
    direction: 'ltr',
    load: async () => (await import('./de.ts')).german,
    notLoaded: 'Die deutschen Texte konnten nicht geladen werden. Laden Sie die Seite neu.',
  },
  // The tag of CLDR for a language that only tests use. It proves that the layout mirrors.
  'ar-XB': {
    name: 'Right to left (test)',
    direction: 'rtl',
    load: async () => (await import('./mirrored.ts')).rightToLeft,
    notLoaded: 'The texts of the test language could not be loaded.',
  },
} as const satisfies Record<string, LanguageInfo>

export type Language = keyof typeof languages

const storageName = 'timesheets:language'

/** The languages to choose from. The one for tests is among them only where the address asked for it. */
export const languageNames = Object.entries(languages)
  .map(([code, { name }]) => ({ code: code as Language, name }))
  .filter(({ code }) => code !== 'ar-XB' || readChoice() === code)

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

/**
 * Loads the language that the address names (`?language=de`, which is then the choice of this device), else
 * the one chosen on this device, else the first available one of the browser's languages.
 */
export async function startLanguage(): Promise<void> {
  const wanted = [readChoice(), ...navigator.languages.map((tag) => tag.split('-')[0])]
  await (isLanguage(inAddress()) ? chooseLanguage : show)(wanted.find(isLanguage) ?? 'en')
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
    const catalogue = await load()
    setDecimalMark(language)
    shown.setState({ language, ...catalogue })
  } catch {
    // The application works in the language that it has; LanguageNotice says so.
    shown.setState({ ...getTexts(), missing: { code: language, name, notLoaded } })
  }
  const shownLanguage = getTexts().language
  document.documentElement.lang = shownLanguage
  document.documentElement.dir = languages[shownLanguage].direction
}

function inAddress(): string | undefined {
  return new URLSearchParams(globalThis.location?.search).get('language') ?? undefined
}

function readChoice(): string | undefined {
  try {
    return inAddress() ?? localStorage.getItem(storageName) ?? undefined
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
export function lateTexts<T extends object>(written: Written<T>): () => T {
  return () => useTexts().pick(written)
}
