/** Whom a row names, as the tool knows them. An export of one's own entries may name nobody. */
export interface PersonReference {
  readonly email?: string
  /** First and last name, in this order. */
  readonly name?: string
}

/** For people: `Maria Jung <maria@abc.example>`. */
export function personLabel({ email, name }: PersonReference): string {
  if (email !== undefined && name !== undefined) return `${name} <${email}>`
  return email ?? name ?? 'nobody'
}

/** An address as it is compared: without regard to case and to how Unicode writes a letter. */
export function emailKey(email: string): string {
  return folded(email).trim()
}

/** A name as it is compared: as an address, and with one blank for each run of them. */
export function nameKey(name: string): string {
  return folded(name).trim().replace(/\s+/g, ' ')
}

// By way of the capitals, since ß and SS are the same there. Decomposed letters, as macOS writes them, are put together.
function folded(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFC')
}
