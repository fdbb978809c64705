import * as z from 'zod/mini'

const controlsAndBreaks = /[\u2028\u2029]|\p{Cc}/u
const controlsButBreaks = /[^\P{Cc}\t\n\r]/u
// Embeddings, overrides and isolates of direction, their deprecated relatives, and marks of annotations. The
// marks that right-to-left text needs beside punctuation (U+200E, U+200F, U+061C) reorder nothing else.
const deceptive = /[\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]/u

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
const withoutControlCharacters = without(controlsAndBreaks, 'control characters')

/** A note that reads `approved` could say something else, and turn around what stands beside it. */
const withoutDeceptiveCharacters = without(deceptive, 'invisible characters that reorder the text')

function without(unwanted: RegExp, name: string) {
  return z.refine<string>((text) => !unwanted.test(text), {
    error: ({ input }) => `must not contain ${name}${placeOf(unwanted, input)}`,
    params: { code: 'invalid_character' },
  })
}

/** Where an invisible character is, since nobody sees it. */
function placeOf(unwanted: RegExp, input: unknown): string {
  const found = typeof input === 'string' ? unwanted.exec(input) : null
  if (found === null) return ''
  const code = found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
  return `: remove U+${code} after ${found.index} characters`
}

/** Checks for a string of another schema, so that it can be stored and printed on one line. */
export const onOneLine = [withoutControlCharacters, withoutDeceptiveCharacters, wellFormed] as const

/**
 * One line of text of 1 to `maximum` characters: a code, a name, an identifier. White space at the ends,
 * control characters and characters that reorder text are rejected, so that texts that look equal are equal
 * in every database.
 */
export function lineOfText(maximum: number) {
  return boundedLine(maximum).check(...onOneLine)
}

function boundedLine(maximum: number) {
  return z.string().check(
    z.minLength(1),
    z.maxLength(maximum),
    z.refine((text) => text.trim() === text, {
      error: 'must not begin or end with white space',
      params: { code: 'surrounding_space' },
    }),
  )
}

// Unicode's default-ignorable characters, but for those that join letters and emojis; controls; separators.
const invisible =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/u
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
  return boundedLine(maximum).check(
    wellFormed,
    z.overwrite(canonicalName),
    without(invisible, 'invisible characters'),
  )
}

/** Free text of up to `maximum` characters, with tabs and line breaks. */
export function freeText(maximum: number) {
  return z
    .string()
    .check(
      z.maxLength(maximum),
      without(controlsButBreaks, 'control characters other than tabs and line breaks'),
      withoutDeceptiveCharacters,
      wellFormed,
    )
}

/** A text in a response. It may have been stored before a rule of today, and is still read. */
export function storedText(maximum: number) {
  return z.string().check(z.maxLength(maximum))
}
