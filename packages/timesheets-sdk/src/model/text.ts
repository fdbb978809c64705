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

// Unicode's default-ignorable characters, but for those that join letters and emojis; controls; separators.
const invisible =
  /[\u0080-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/u
const onlyVisibleAscii = /^[\x21-\x7e]*$/
const spaces = /[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g

/** The one spelling of a name: composed letters (NFC), and single, usual spaces. */
export function canonicalName(text: string): string {
  return onlyVisibleAscii.test(text) ? text : text.normalize('NFC').replace(spaces, ' ')
}

/**
 * A line of text that entries are grouped and found by, such as the code of a project: names that look equal
 * are equal. Other spellings become the {@link canonicalName}; invisible characters are rejected.
 */
export function nameOf(maximum: number) {
  return lineOfText(maximum).check(
    z.overwrite(canonicalName),
    z.refine((text) => !invisible.test(text), {
      error: 'must not contain invisible characters, such as a zero-width space',
      params: { code: 'invalid_character' },
    }),
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
