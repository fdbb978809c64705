import { useSyncExternalStore } from 'react'
import { en, type Texts } from './en.ts'

/** A language is a file beside `en.ts`, and a line here. */
const languages = {
  en: { name: 'English', load: async () => en },
  de: { name: 'Deutsch', load: async () => (await import('./de.ts')).de },
} as const satisfies Record<string, { name: string; load: () => Promise<Texts> }>

export type Language = keyof typeof languages

export const languageNames = Object.entries(languages).map(([code, { name }]) => ({
  code: code as Language,
  name,
}))

const storageName = 'timesheets:language'
const listeners = new Set<() => void>()
let current: { readonly language: Language; readonly texts: Texts } = { language: 'en', texts: en }

/** The texts in the language of this person, for use outside of components. */
export function getTexts(): typeof current {
  return current
}

/** The texts in the language of this person. Renders again when they choose another. */
export function useTexts(): { readonly texts: Texts; readonly language: Language } {
  return useSyncExternalStore(subscribe, getTexts)
}

/** Loads the language that was chosen on this device, else the first of the browser's that there is. */
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
  current = { language, texts: await languages[language].load() }
  document.documentElement.lang = language
  for (const listener of [...listeners]) listener()
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

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
