import type { Problem } from 'timesheets-sdk/contract'
import type { Facts } from 'timesheets-sdk/model'
import type { Formats } from './formats.ts'

/** A message of the API, the rules or this application: a code with facts, and English as the fallback. */
export interface Said extends Facts {
  readonly code: string
  readonly message: string
  /** The member it concerns, as a JSON pointer: `path` in the rules, `pointer` in the API's problems. */
  readonly path?: string | undefined
  readonly pointer?: string | undefined
  /** Of a problem with several reasons: each. */
  readonly errors?: readonly Said[] | undefined
}

/** Codes of what this application says itself: in the person's language already. */
const ownCodes: ReadonlySet<string> = new Set([
  'request_failed',
  'unreadable',
  'may_not_delete',
  'note_too_long',
  'hours_first',
  'several_entries',
])

/** The translations of a language, by code. Without one, the API's English text is shown. */
export type Words = Readonly<Record<string, (said: Said, formats: Formats) => string>>

export function saidOf({ code, detail, errors }: Problem): Said {
  return { code, message: detail, errors }
}

/** A figure that a language needs, and that an older API does not send. */
class MissingFactError extends Error {}

/** @throws {MissingFactError} without a value: {@link inWords} then falls back to English */
export function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new MissingFactError()
  return value
}

/** Says it in the words of a language, as far as that has some. */
export function inWords(said: Said, words: Words, formats: Formats): string {
  return partsOf(said)
    .map((part) => wordsOf(part, words, formats) ?? part.message)
    .join(' ')
}

/** Whether {@link inWords} has to fall back to English. */
export function isInEnglish(said: Said, words: Words, formats: Formats): boolean {
  return partsOf(said).some((part) => !ownCodes.has(part.code) && wordsOf(part, words, formats) === undefined)
}

function partsOf(said: Said): readonly Said[] {
  return said.errors && said.errors.length > 0 ? said.errors : [said]
}

function wordsOf(said: Said, words: Words, formats: Formats): string | undefined {
  if (!Object.hasOwn(words, said.code)) return undefined
  try {
    return words[said.code]?.(said, formats)
  } catch (error) {
    if (error instanceof MissingFactError) return undefined
    throw error
  }
}
