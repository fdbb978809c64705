import { asciiCharacters } from '../../model/parse-hours.ts'

const onlyAscii = /^[\x20-\x7e]*$/
const dashes = /[\u2010-\u2015\u2212]/g
/** Marks of direction and the like, which programs write around dates, and which copied text has. */
const invisible = /\p{Cf}/gu

/**
 * A date, time, number or address without what nobody sees in it, with usual letters, digits and dashes in
 * place of those of East Asian input methods and of typesetting.
 */
export function plainNotation(text: string): string {
  if (onlyAscii.test(text)) return text
  return asciiCharacters(text.replace(invisible, '')).replace(dashes, '-').trim()
}
