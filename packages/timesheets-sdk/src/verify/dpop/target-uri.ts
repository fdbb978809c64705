// No blanks, control characters, quotes or backslashes, which URL parsers remove or change, and no user name.
const httpUrl = /^https?:\/\/[^\s\p{C}"<>\\^`{|}@/?#]+(?:[/?#][^\s\p{C}"<>\\^`{|}]*)?$/iu

/**
 * An `http:` or `https:` URL in the one spelling in which the `htu` of a DPoP proof is compared (RFC 9449
 * section 4.3): without query and fragment, normalized by syntax and scheme (RFC 3986 sections 6.2.2 and
 * 6.2.3). `undefined` for anything else.
 */
export function targetUri(text: unknown): string | undefined {
  if (typeof text !== 'string' || !httpUrl.test(text) || !URL.canParse(text)) return undefined
  // Lower case, the default port, the empty path and dot segments are the parser's.
  const { origin, pathname } = new URL(text)
  return origin + pathname.replace(/%[\da-f]{2}/gi, normalizedOctet)
}

function normalizedOctet(escaped: string): string {
  const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
  return /[\w.~-]/.test(character) ? character : escaped.toUpperCase()
}
