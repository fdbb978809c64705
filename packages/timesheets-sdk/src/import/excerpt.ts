// Control characters, and characters that reorder text (Unicode's Bidi_Control without the marks).
const unsafe = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

/**
 * Foreign text for a message: one line of at most `maximum` characters that cannot reorder the text beside
 * it.
 */
export function excerpt(text: string, maximum = 40): string {
  // Cut first, because a cell can be very long.
  const characters = [
    ...text
      .slice(0, maximum * 4)
      .replace(unsafe, ' ')
      .trim(),
  ]
  return characters.length > maximum ? `${characters.slice(0, maximum - 1).join('')}…` : characters.join('')
}
