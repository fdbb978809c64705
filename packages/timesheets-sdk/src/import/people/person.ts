/** The person of a row in the tool's words. An export of your own entries may name nobody. */
export interface PersonReference {
  /** Of a table that was mapped: an id, or an address or name that a file of people knows. */
  readonly userId?: string
  readonly email?: string
  /** First and last name, in this order. */
  readonly name?: string
}

/** For people: `Maria Jung <maria@abc.example>`. */
export function personLabel({ userId, email, name }: PersonReference): string {
  if (email !== undefined && name !== undefined) return `${name} <${email}>`
  return email ?? name ?? userId ?? 'nobody'
}

/** The text that a reference is remembered by. */
export function spellingOf({ userId = '', email = '', name = '' }: PersonReference): string {
  return `${userId}\n${email}\n${name}`
}

/** An address for comparison, without case and Unicode variants. */
export function emailKey(email: string): string {
  return folded(email).trim()
}

/** A person's name for comparison, with the first name first: directories write `Jung, Maria`. */
export function nameKey(name: string): string {
  return titleKey(name).replace(/^([^,]+), ?([^,]+)$/, '$2 $1')
}

/** The name of a thing for comparison: as an address, with single spaces. */
export function titleKey(name: string): string {
  return folded(name).trim().replace(/\s+/g, ' ')
}

// Through upper case, where ß and SS are equal. Decomposed letters, as macOS writes them, are composed,
// and characters that nobody sees are removed.
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
}
