const address = /^[^\s@]+@[^\s@]+$/
const isAscii = (character: string) => character <= '\x7f'

const foldCase = (text: string) => text.normalize('NFC').toLowerCase().normalize('NFC')

/**
 * An e-mail address in the one spelling by which addresses that name people are compared: in lower case,
 * composed letters (NFC). Anything else, an employee number for one, is returned as it is.
 *
 * So is an address with a letter that only looks like an ASCII one and would become it: the Kelvin sign is no
 * k, and a person who registers with it is somebody else.
 */
export function foldAddress(text: string): string {
  if (!address.test(text)) return text
  if (Array.from(text).some((character) => !isAscii(character) && isAscii(foldCase(character)))) return text
  return foldCase(text)
}
