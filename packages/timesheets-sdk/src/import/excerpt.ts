// Control characters, and those that reorder what follows them (Unicode's Bidi_Control, but for the marks).
const unsafe = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

/** Foreign text for a message: one line of at most `maximum` characters that can't reorder what stands beside it. */
export function excerpt(text: string, maximum = 40): string {
  // Cut first as well: a cell may be very long, and what is cut off need not be looked at.
  const characters = [
    ...text
      .slice(0, maximum * 4)
      .replace(unsafe, ' ')
      .trim(),
  ]
  return characters.length > maximum ? `${characters.slice(0, maximum - 1).join('')}…` : characters.join('')
}
