const lineBreaks = /[\r\n\t\v\f\u2028\u2029]+/g
// Besides control characters, those that reorder what follows them (Unicode's Bidi_Control, but for the
// marks).
const unsafe = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/**
 * Foreign text for one line on a terminal: it can neither move the cursor nor reorder what stands beside it.
 */
export function plainText(text: string): string {
  return text.replace(lineBreaks, ' ').replace(unsafe, '')
}

/** As {@link plainText}, cut to `maximum` characters. */
export function excerpt(text: string, maximum = 60): string {
  // Cut first as well: a cell may be very long, and what is cut off need not be looked at.
  const plain = plainText(text.slice(0, maximum * 4))
  const characters = [...plain]
  return characters.length > maximum ? `${characters.slice(0, maximum - 1).join('')}…` : plain
}
