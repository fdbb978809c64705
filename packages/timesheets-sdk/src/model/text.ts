import * as z from 'zod/mini'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
const controlCharacters = /[\u0000-\u001f\u007f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above; a note may have tabs and line breaks
const controlCharactersButBreaks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const wellFormed = z.refine<string>((text) => text.isWellFormed(), {
  error: 'must be well-formed Unicode',
  params: { code: 'invalid_character' },
})

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
    z.refine((text) => !controlCharacters.test(text), {
      error: 'must not hold control characters',
      params: { code: 'invalid_character' },
    }),
    wellFormed,
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
