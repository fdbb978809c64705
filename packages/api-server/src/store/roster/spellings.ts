import type { Reader } from '../engine.ts'

/** The stored spelling of each address that differs from the spelling used now. */
export async function readSpellings(reader: Reader): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.selectFrom('spellings').selectAll().execute()
  return new Map(rows.map(({ address, user_id }) => [address, user_id]))
}
