import { en } from './en.ts'

const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنه'
const others: Readonly<Record<string, string>> = { '→': '←', '←': '→', ',': '،', '?': '؟', ';': '؛' }
// Characters that no text has stand for the values of a text until its letters are replaced.
const firstPlaceholder = 0xe000

/**
 * Texts that are made from the English ones, to test the layout of a language that is written from right to
 * left: each Latin letter is replaced by an Arabic one. The values in a text, such as names, stay as they
 * are.
 */
function mirrored<T>(text: T): T
function mirrored(text: unknown): unknown {
  if (typeof text === 'string') return inArabicLetters(text)
  if (typeof text === 'function') {
    return (...values: unknown[]) => filledIn(text as (...values: unknown[]) => unknown, values)
  }
  if (Array.isArray(text)) return text.map(mirrored)
  if (typeof text !== 'object' || text === null) return text
  return Object.fromEntries(Object.entries(text).map(([name, value]) => [name, mirrored(value)]))
}

function filledIn(text: (...values: unknown[]) => unknown, values: readonly unknown[]): unknown {
  const placeholders = values.map((value, index) =>
    typeof value === 'string' ? String.fromCodePoint(firstPlaceholder + index) : value,
  )
  const said = text(...placeholders)
  if (typeof said !== 'string') return said
  const isShown = (one: unknown) => typeof one !== 'string' || said.includes(one)
  // A value that the text computes with, such as a week of which it says the number.
  if (!placeholders.every(isShown)) return inArabicLetters(String(text(...values)))
  return placeholders.reduce<string>(
    (filled, one, index) =>
      typeof one === 'string' ? filled.replaceAll(one, () => String(values[index])) : filled,
    inArabicLetters(said),
  )
}

function inArabicLetters(text: string): string {
  return text.replace(/[a-z→←,?;]/gi, (character) => {
    const letter = letters[character.toLowerCase().charCodeAt(0) - 97]
    return letter ?? others[character] ?? character
  })
}

const made = new WeakMap<object, unknown>()

/** All of the language that proves the layout, loaded at once. */
export const rightToLeft = {
  texts: mirrored(en),
  words: {},
  pick<T extends object>({ en: english }: { readonly en: T }): T {
    const known = (made.get(english) as T | undefined) ?? mirrored(english)
    made.set(english, known)
    return known
  },
}
