import type { Engine, Reader, Transaction } from './engine.ts'
import type { FeedRow } from './schema.ts'

/** A person's feed as it is stored: with a digest of its secret. Times are milliseconds since the epoch. */
export interface FeedRecord {
  readonly userId: string
  readonly digest: string
  readonly createdAtMs: number
  /** The `sub` of the token that created it. */
  readonly createdBy: string
}

export async function findFeed(reader: Reader, userId: string): Promise<FeedRecord | undefined> {
  const row = await reader.selectFrom('feeds').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return row && feedFromRow(row)
}

export async function findFeedByDigest(reader: Reader, digest: string): Promise<FeedRecord | undefined> {
  const row = await reader.selectFrom('feeds').selectAll().where('digest', '=', digest).executeTakeFirst()
  return row && feedFromRow(row)
}

/** Stores a person's feed in place of an earlier one. */
export async function putFeed(engine: Engine, transaction: Transaction, feed: FeedRecord): Promise<void> {
  const { userId, digest, createdAtMs, createdBy } = feed
  const row = { user_id: userId, digest, created_at_ms: createdAtMs, created_by: createdBy }
  await engine.putRows(transaction, 'feeds', [row], 'upsert')
}

export async function deleteFeed(transaction: Transaction, userId: string): Promise<void> {
  await transaction.deleteFrom('feeds').where('user_id', '=', userId).execute()
}

function feedFromRow(row: FeedRow): FeedRecord {
  return {
    userId: row.user_id,
    digest: row.digest,
    createdAtMs: row.created_at_ms,
    createdBy: row.created_by,
  }
}
