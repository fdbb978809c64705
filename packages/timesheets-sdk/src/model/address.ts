const address = /^[^\s@]+@[^\s@]+$/
const isAscii = (character: string) => character <= '\x7f'

const foldCase = (text: string) => text.normalize('NFC').toLowerCase().normalize('NFC')

/**
 * An e-mail address in the spelling used to compare addresses of people: lower case, composed letters (NFC).
 * Anything else, such as an employee number, is returned unchanged.
 *
 * An address with a letter that folds to an ASCII letter without being one is returned unchanged, too. The
 * Kelvin sign is not a k, and a person who registers with it is a different person.
 */
export function foldAddress(text: string): string {
  if (!address.test(text)) return text
  if (Array.from(text).some((character) => !isAscii(character) && isAscii(foldCase(character)))) return text
  return foldCase(text)
}
