import { join } from 'node:path'
import SqliteConnection from 'better-sqlite3'
import { Client } from 'pg'
import type { DatabaseLocation } from '../../src/store/open.ts'
import type { Statement } from './statements.ts'

/** Tells how a database would run statements. */
export interface Planner {
  /** The tables, or the names that the statement gives them, of which it would read every row. */
  fullyRead(statement: Statement): Promise<string[]>
  close(): Promise<void>
}

export function openPlanner(location: DatabaseLocation): Promise<Planner> {
  return 'databaseUrl' in location ? postgresPlanner(location.databaseUrl) : sqlitePlanner(location.dataDir)
}

/**
 * Without statistics, which the API does not gather, SQLite plans by the schema alone: alike for any number
 * of rows.
 */
async function sqlitePlanner(dataDir: string): Promise<Planner> {
  const connection = new SqliteConnection(join(dataDir, 'timesheets.sqlite'), { readonly: true })
  return {
    async fullyRead({ text }) {
      const values = Array.from(text.replaceAll(/'[^']*'/g, '').matchAll(/\?/g), () => null)
      const steps = connection.prepare(`explain query plan ${text}`).all(values) as { detail: string }[]
      return steps.flatMap(
        ({ detail }) => /^SCAN (?!CONSTANT ROW)("?\w+"?)(?!.*VIRTUAL TABLE)/.exec(detail)?.[1] ?? [],
      )
    },
    async close() {
      connection.close()
    },
  }
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly PlanNode[]
}

/**
 * A table of a few rows PostgreSQL would rather read as a whole, in one way or another, so these are made
 * dear: what is read as a whole even so has no index that could serve. Whether the index is taken among ten
 * million rows, `pnpm bench scale` shows.
 */
async function postgresPlanner(connectionString: string): Promise<Planner> {
  const client = new Client({ connectionString })
  await client.connect()
  for (const way of ['seqscan', 'hashjoin', 'mergejoin']) await client.query(`set enable_${way} = off`)
  return {
    async fullyRead({ text, values }) {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (format json) ${text}`,
        [...values],
      )
      return rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan).filter(readsAll).map(nameOf))
    },
    close: () => client.end(),
  }
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

/** An index without a condition is read from one end to the other, like a table. */
function readsAll(node: PlanNode): boolean {
  const type = node['Node Type']
  return type === 'Seq Scan' || (/^Index (Only )?Scan$/.test(type) && node['Index Cond'] === undefined)
}

function nameOf(node: PlanNode): string {
  return node['Relation Name'] ?? ''
}
