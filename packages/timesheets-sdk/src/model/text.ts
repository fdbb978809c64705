import * as z from 'zod/mini'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
const controlCharacters = /[\u0000-\u001f\u007f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above; a note may have tabs and line breaks
const controlCharactersButBreaks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/**
 * Whether every database stores the text unchanged. UTF-8 replaces lone surrogates, so two names could become
 * one, and PostgreSQL rejects NUL.
 */
export function isStorable(text: string): boolean {
  return isWellFormed(text) && !text.includes('\0')
}

/**
 * As `String.prototype.isWellFormed`, which some platforms lack. With the u flag, only lone surrogates match.
 */
function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text)
}

const wellFormed = z.refine<string>(isWellFormed, {
  error: 'must be well-formed Unicode',
  params: { code: 'invalid_character' },
})

/** Control characters are invisible: two lines could look the same and differ. */
const withoutControlCharacters = z.refine<string>((text) => !controlCharacters.test(text), {
  error: 'must not contain control characters',
  params: { code: 'invalid_character' },
})

/** Checks for a string of another schema, so that it can be stored and printed on one line. */
export const onOneLine = [withoutControlCharacters, wellFormed] as const

/**
 * One line of text of 1 to `maximum` characters: a code, a name, an identifier. White space at the ends and
 * control characters are rejected, so that texts that look equal are equal in every database.
 */
export function lineOfText(maximum: number) {
  return z.string().check(
    z.minLength(1),
    z.maxLength(maximum),
    z.refine((text) => text.trim() === text, {
      error: 'must not begin or end with white space',
      params: { code: 'surrounding_space' },
    }),
    ...onOneLine,
  )
}

/** Free text of up to `maximum` characters, with tabs and line breaks. */
export function freeText(maximum: number) {
  return z.string().check(
    z.maxLength(maximum),
    z.refine((text) => !controlCharactersButBreaks.test(text), {
      error: 'must not contain control characters other than tabs and line breaks',
      params: { code: 'invalid_character' },
    }),
    wellFormed,
  )
}
