import type { Bench } from '../bench.ts'
import { storeEntries } from '../data/entries.ts'
import { mixOf, sampleMixOf, storedBefore } from '../data/mix.ts'
import { type EngineName, engines, engineTitles } from '../databases.ts'
import type { Finding } from '../finding.ts'
import { type Load, loadServer } from '../load.ts'
import type { Server } from '../processes/server.ts'
import { type Contender, interleave } from '../rounds.ts'

const connections = 50
/** Times ten requests: more than a connection makes in a round. */
const times = 120

/** Everybody reads and writes at once: the API beside itself without commits, and beside the sample. */
export async function mixed({ system, quick, say }: Bench): Promise<Finding> {
  const headers = { authorization: `Bearer ${await system.token()}` }
  const servers: Server[] = []
  const contender = (
    name: string,
    server: Server,
    load: (round: number) => Pick<Load, 'status' | 'requestsOf'>,
  ): Contender => ({
    name,
    measure: (round) =>
      loadServer({
        url: server.url,
        pid: server.pid,
        connections,
        seconds: quick ? 1.5 : 3,
        headers,
        ...load(round),
      }),
  })
  const onEngine = async (engine: EngineName): Promise<Contender[]> => {
    const api = await system.startApi(await system.databases.fresh(engine))
    servers.push(api)
    say(`storing ${storedBefore.count.toLocaleString('en')} entries, ${engineTitles[engine]}`)
    await storeEntries(api, headers.authorization, storedBefore)
    return [true, false].map((commits) =>
      contender(commits ? names.mixed(engine) : names.without(engine), api, (round) => ({
        status: [200, commits ? 201 : 422],
        requestsOf: (connection) => mixOf(connection, { round, commits, times }),
      })),
    )
  }
  const onBoth = [...(await onEngine('sqlite')), ...(await onEngine('postgres'))]
  const sample = await system.startPeer('in-memory-timesheets.mjs')
  servers.push(sample)
  const subjects = await interleave(
    [
      ...onBoth,
      contender(names.sample, sample, (round) => ({
        status: [200, 201],
        requestsOf: (connection) => sampleMixOf(connection, { round, times }),
      })),
    ],
    // V8 takes some ten seconds of load to compile what the mix needs, as long as three rounds.
    { warmUps: quick ? 1 : 3, counted: quick ? 2 : 5 },
    say,
  )
  await Promise.all(servers.map((server) => server.stop()))
  return {
    title: `Everybody reads and writes: ten kinds of requests in turn, ${connections} connections`,
    unit: 'requests/s',
    subjects,
    comparisons: engines.flatMap((engine) => [
      { of: names.mixed(engine), to: names.without(engine), goal: { atLeast: 0.7 } },
      { of: names.mixed(engine), to: names.sample, goal: { atLeast: 2 } },
    ]),
    notes: [
      'Of ten requests: four pages of 100, three weeks, one /me, one month, one durable POST; each about one of 140 people by chance.',
      'One of four pages, one of three weeks and the month contain the week that everybody writes to.',
      'Without commits: a rule rejects the entry of the POST, after the same look-ups in the same transaction.',
      'The sample of the scenario: nine times 100 entries from an array, and one POST that stores nothing on disk.',
    ],
  }
}

const names = {
  mixed: (engine: EngineName) => `API, mixed, ${engineTitles[engine]}`,
  without: (engine: EngineName) => `API, mixed without commits, ${engineTitles[engine]}`,
  sample: 'in-memory sample, mixed',
}
