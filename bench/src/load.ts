import autocannon from 'autocannon'
import type { Sample } from './finding.ts'
import { cpuMicrosecondsOf } from './processes/usage.ts'

// Connections are opened and the first requests made before counting begins.
const lead = 0.4

export interface Load {
  readonly url: string
  /** The process that answers. */
  readonly pid: number
  readonly connections: number
  readonly seconds: number
  readonly headers?: Readonly<Record<string, string>>
  /** The status that every answer must have; default 200. */
  readonly status?: number
  /** POSTs these texts of JSON over one connection, one after the other, and again from the first. Default: GET. */
  readonly bodiesOf?: (connection: number) => readonly string[]
  /** What is wrong with an answer of the expected status, or `undefined`. */
  readonly refused?: (body: string) => string | undefined
  /** GETs these paths over one connection, likewise. Default: the path of `url`. */
  readonly pathsOf?: (connection: number) => readonly string[]
}

/**
 * Keeps a server busy over a number of connections, each with one request under way at a time, and counts the
 * answers of the whole of `seconds`.
 * @throws {Error} when an answer has another status or is refused, or a request fails: what was counted would mean nothing
 */
export async function loadServer(load: Load): Promise<Sample> {
  const { url, pid, connections, seconds, headers = {}, status = 200, refused } = load
  const requestsOf = requestsOfConnection(load)
  let answered = 0
  let unexpected: string | undefined
  let connection = 0
  const finished = Promise.withResolvers<void>()
  const run = autocannon(
    {
      url,
      connections,
      duration: lead + seconds + 1,
      sampleInt: 100,
      method: load.bodiesOf ? 'POST' : 'GET',
      headers: load.bodiesOf ? { ...headers, 'content-type': 'application/json' } : headers,
      ...(refused && {
        verifyBody(body?: string | Buffer) {
          unexpected ??= refused(String(body))
          return true
        },
      }),
      ...(requestsOf && {
        setupClient: (client: autocannon.Client) => client.setRequests(requestsOf(connection++)),
      }),
    },
    (error) => (error ? finished.reject(error) : finished.resolve()),
  )
  run.on('response', (_client, statusCode) => {
    answered++
    if (statusCode !== status) unexpected = `status ${statusCode}`
  })
  run.on('reqError', (error: Error) => {
    unexpected = error.message
  })

  const start = await afterSeconds(lead, () => answered, pid)
  const end = await afterSeconds(seconds, () => answered, pid)
  run.stop()
  await finished.promise
  if (unexpected !== undefined) throw new Error(`${url} was answered with ${unexpected}`)
  return sampleBetween(start, end)
}

function requestsOfConnection({ bodiesOf, pathsOf }: Load) {
  if (bodiesOf) {
    return (connection: number): autocannon.Request[] =>
      bodiesOf(connection).map((body) => ({ method: 'POST', body }))
  }
  return (
    pathsOf &&
    ((connection: number): autocannon.Request[] =>
      pathsOf(connection).map((path) => ({ method: 'GET', path })))
  )
}

interface Reading {
  readonly ms: number
  readonly done: number
  readonly cpuMicroseconds: number | undefined
}

/** What work has been done, and at what cost, some seconds from now. */
async function afterSeconds(seconds: number, done: () => number, pid: number): Promise<Reading> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  const cpuMicroseconds = await cpuMicrosecondsOf(pid)
  return { ms: performance.now(), done: done(), cpuMicroseconds }
}

function sampleBetween(start: Reading, end: Reading): Sample {
  const count = end.done - start.done
  const microseconds = (end.ms - start.ms) * 1_000
  const value = (count / microseconds) * 1_000_000
  if (start.cpuMicroseconds === undefined || end.cpuMicroseconds === undefined) return { value }
  const cpu = end.cpuMicroseconds - start.cpuMicroseconds
  return { value, cpuMicroseconds: cpu / count, coreShare: cpu / microseconds }
}
