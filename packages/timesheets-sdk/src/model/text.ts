import * as z from 'zod/mini'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
const controlCharacters = /[\u0000-\u001f\u007f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above; a note may have tabs and line breaks
const controlCharactersButBreaks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/**
 * Whether every database stores the text as it is: half a character (a lone surrogate) becomes another one in UTF-8, so
 * that two names would be one, and PostgreSQL takes no NUL.
 */
export function isStorable(text: string): boolean {
  return isWellFormed(text) && !text.includes('\0')
}

/** `String.prototype.isWellFormed`, which not every platform has: by code points, only a lone surrogate is in that range. */
function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text)
}

const wellFormed = z.refine<string>(isWellFormed, {
  error: 'must be well-formed Unicode',
  params: { code: 'invalid_character' },
})

/** For a line of text: control characters can't be seen, so what looks the same would not be the same. */
const withoutControlCharacters = z.refine<string>((text) => !controlCharacters.test(text), {
  error: 'must not hold control characters',
  params: { code: 'invalid_character' },
})

/** What a string needs so that it can be stored, and printed on one line, where another schema says what it means. */
export const onOneLine = [withoutControlCharacters, wellFormed] as const

/**
 * One line of text of 1 to `maximum` characters: a code, a name, an identifier. Blank ends and control
 * characters are refused, so that what looks the same is the same, on every database.
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
      error: 'must not hold control characters other than tabs and line breaks',
      params: { code: 'invalid_character' },
    }),
    wellFormed,
  )
}
