/** A text as names are searched: without case, accents and surrounding spaces. "jose" finds "José". */
export function folded(text: string): string {
  return text.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * Returns a function that ranks texts by what was typed: 0 for a title that begins with it, 1 for one that
 * contains it, 2 for its words anywhere; `undefined`: a word is missing. Title and further text are folded.
 */
export function rankBy(typed: string): (title: string, more: string) => number | undefined {
  const wanted = folded(typed)
  const words = wanted.split(/\s+/).filter(Boolean)
  return (title, more) => {
    if (!words.every((word) => title.includes(word) || more.includes(word))) return undefined
    if (title.startsWith(wanted)) return 0
    return title.includes(wanted) ? 1 : 2
  }
}
