import type { Bench } from '../bench.ts'
import { type DatabasePlace, engines, engineTitles } from '../databases.ts'
import type { Finding } from '../finding.ts'
import { pushFile, writeCsv } from '../push.ts'
import { openSession } from '../scale/session.ts'

const goals = { sqlite: 450, postgres: 700 } as const

/** A table or an index, and what it takes for each pushed entry. */
interface Part {
  readonly name: string
  readonly bytes: number
}

/** The bytes on disk for each entry that the CLI pushed, with its event, its week and all indexes. */
export async function bytes({ system, quick, say }: Bench): Promise<Finding> {
  const count = quick ? 20_000 : 100_000
  const parts = new Map<string, readonly Part[]>()
  for (const engine of engines) {
    const place = await system.databases.fresh(engine)
    const api = await system.startApi(place)
    const empty = await partsOf(place)
    say(`${engineTitles[engine]}: pushing`)
    const file = await writeCsv(system, { count, days: 120, from: '2012-01-02', name: `bytes-${engine}` })
    await pushFile(system, { file, api, count })
    // It closes the database: SQLite then writes its log into the file.
    await api.stop()
    const before = new Map(empty.map((part) => [part.name, part.bytes]))
    const grown = (await partsOf(place)).map((part) => ({
      ...part,
      bytes: (part.bytes - (before.get(part.name) ?? 0)) / count,
    }))
    parts.set(engine, grown)
  }
  const subjects = engines.map((engine) => ({
    name: engineTitles[engine],
    samples: [{ value: (parts.get(engine) ?? []).reduce((sum, part) => sum + part.bytes, 0) }],
  }))
  return {
    title: `Bytes on disk for each of ${count.toLocaleString('en')} entries pushed by the CLI`,
    unit: 'bytes',
    subjects,
    comparisons: engines.map((engine) => ({ of: engineTitles[engine], goal: { atMost: goals[engine] } })),
    notes: [
      '140 people over 120 days, each entry with its externalId, its event and its week; everything that the push stores, the responses kept for repeated requests included.',
      'SQLite: the pages of the file. PostgreSQL: after `vacuum`, the pages of tables, indexes and values stored apart.',
      ...engines.map((engine) => `${engineTitles[engine]}: ${listOf(parts.get(engine) ?? [])}.`),
    ],
  }
}

async function partsOf(place: DatabasePlace): Promise<Part[]> {
  const session = await openSession(place)
  try {
    if (place.engine === 'postgres') await session.run('vacuum')
    const rows = await session.rows(place.engine === 'sqlite' ? sqliteParts : postgresParts)
    return rows.map(({ name, bytes }) => ({ name: String(name), bytes: Number(bytes) }))
  } finally {
    await session.close()
  }
}

const sqliteParts = 'select name, sum(pgsize) as bytes from dbstat group by name'
const postgresParts = `
  select relname as name, pg_relation_size(oid) + case relkind when 'r' then
    coalesce(pg_total_relation_size(nullif(reltoastrelid, 0)), 0) else 0 end as bytes
  from pg_class where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace`

function listOf(parts: readonly Part[]): string {
  return parts
    .filter(({ bytes }) => bytes >= 0.5)
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ name, bytes }) => `${name} ${Math.round(bytes)}`)
    .join(', ')
}
