import { people } from 'dev-issuer'
import type { Bench } from '../bench.ts'
import { storeEntries } from '../data/entries.ts'
import { mixOf, storedBefore } from '../data/mix.ts'
import type { Finding } from '../finding.ts'
import { loadServer } from '../load.ts'
import type { Server } from '../processes/server.ts'
import { type Contender, interleave } from '../rounds.ts'

const connections = 50
const userId = encodeURIComponent(people[0]?.userId ?? '')

const loads = {
  'GET /me': { path: '/me' },
  'a page of 100': { path: `/timesheets?userId=${userId}&limit=100` },
  mixed: undefined,
} as const
type LoadName = keyof typeof loads

/** One process of the API against two that serve one port, on the same PostgreSQL server. */
export async function workers({ system, quick, say }: Bench): Promise<Finding[]> {
  const headers = { authorization: `Bearer ${await system.token()}` }
  const servers: { readonly count: number; readonly api: Server }[] = []
  for (const count of [1, 2]) {
    const api = await system.startApi(await system.databases.fresh('postgres'), { WORKERS: String(count) })
    say(`storing ${storedBefore.count.toLocaleString('en')} entries, ${titleOf(count)}`)
    await storeEntries(api, headers.authorization, storedBefore)
    servers.push({ count, api })
  }
  const findings: Finding[] = []
  for (const name of Object.keys(loads) as LoadName[]) {
    const contenders = servers.map(
      ({ count, api }): Contender => ({
        name: titleOf(count),
        async measure(round) {
          const load = loads[name]
          const { cpuMicroseconds, coreShare } = await loadServer({
            url: `${api.url}${load?.path ?? ''}`,
            pid: api.pid,
            headers,
            connections,
            seconds: quick ? 1.5 : 3,
            ...(!load && {
              status: [200, 201],
              requestsOf: (connection: number) => mixOf(connection, { round, commits: true, times: 120 }),
            }),
          })
          if (cpuMicroseconds === undefined) throw new Error('this system does not report processor time')
          return { value: (count * 1_000_000) / cpuMicroseconds, cpuMicroseconds, coreShare }
        },
      }),
    )
    findings.push({
      title: `Workers, ${name}: what they could serve with a core each, ${connections} connections`,
      unit: 'requests/s',
      subjects: await interleave(contenders, { warmUps: 2, counted: quick ? 2 : 5 }, say),
      comparisons: [{ of: titleOf(2), to: titleOf(1), ...(name !== 'mixed' && { goal: { atLeast: 1.7 } }) }],
      notes: [
        'A second by the processor time of a request: the load generator and PostgreSQL need the cores of this machine, too.',
      ],
    })
  }
  await Promise.all(servers.map(({ api }) => api.stop()))
  return findings
}

function titleOf(count: number): string {
  return count === 1 ? 'one worker' : `${count} workers`
}
