import type { Reader } from '../engine.ts'

/** The spelling under which an address is stored, for those stored in another than addresses are written in now. */
export async function readSpellings(reader: Reader): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.selectFrom('spellings').selectAll().execute()
  return new Map(rows.map(({ address, user_id }) => [address, user_id]))
}
