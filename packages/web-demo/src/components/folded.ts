/** A text as names are searched: without case, accents and surrounding spaces. "jose" finds "José". */
export function folded(text: string): string {
  return text.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
