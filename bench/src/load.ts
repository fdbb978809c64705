import autocannon from 'autocannon'
import type { Sample } from './finding.ts'
import { cpuMicrosecondsOf } from './processes/usage.ts'

// Connections are opened and the first requests made before counting begins.
const lead = 0.4

export interface Load {
  readonly url: string
  /** The server's process. */
  readonly pid: number
  readonly connections: number
  readonly seconds: number
  readonly headers?: Readonly<Record<string, string>>
  /** The status that every response must have, or those that they may have; default 200. */
  readonly status?: number | readonly number[]
  /** JSON bodies to POST over one connection, in turn and then from the first again. Default: GET. */
  readonly bodiesOf?: (connection: number) => readonly string[]
  /** Returns what is wrong with a response of the expected status, or `undefined`. */
  readonly refused?: (body: string) => string | undefined
  /** Paths to GET over one connection, in turn. Default: the path of `url`. */
  readonly pathsOf?: (connection: number) => readonly string[]
  /** Requests of both kinds over one connection, in turn. */
  readonly requestsOf?: (connection: number) => readonly MixedRequest[]
}

/** A GET, or a POST of a JSON body. */
export interface MixedRequest {
  readonly path: string
  readonly body?: string
}

/**
 * Keeps a server busy over a number of connections, each with one request at a time, and counts the responses
 * within `seconds`.
 * @throws {Error} when a response has another status or is refused, or a request fails: the count would be
 *   meaningless
 */
export async function loadServer(load: Load): Promise<Sample> {
  const { pid, seconds } = load
  const run = startLoad(load, { duration: lead + seconds + 1 })
  const start = await afterSeconds(lead, run.responses, pid)
  const end = await afterSeconds(seconds, run.responses, pid)
  run.stop()
  await run.finished()
  return sampleBetween(start, end)
}

/**
 * Makes a number of requests in the same way.
 * @param onResponses called every 100 ms with the number of responses so far
 * @throws {Error} as {@link loadServer}
 */
export async function loadTimes(
  load: Omit<Load, 'seconds'>,
  amount: number,
  onResponses: (responses: number) => Promise<void>,
): Promise<void> {
  const run = startLoad(load, { amount })
  let isFinished = false
  const finished = run.finished().finally(() => {
    isFinished = true
  })
  while (!isFinished) {
    await onResponses(run.responses())
    await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, 100))])
  }
  await finished
}

function startLoad(
  load: Omit<Load, 'seconds'>,
  limit: { readonly duration: number } | { readonly amount: number },
) {
  const { url, connections, headers = {}, status = 200, refused } = load
  const expected = new Set([status].flat())
  const requestsOf = requestsOfConnection(load)
  let responses = 0
  let unexpected: string | undefined
  let connection = 0
  const finished = Promise.withResolvers<void>()
  const run = autocannon(
    {
      url,
      connections,
      ...limit,
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
    responses++
    if (!expected.has(statusCode)) unexpected = `status ${statusCode}`
  })
  run.on('reqError', (error: Error) => {
    unexpected = error.message
  })
  return {
    responses: () => responses,
    stop: () => run.stop(),
    async finished() {
      await finished.promise
      if (unexpected !== undefined) throw new Error(`${url} returned ${unexpected}`)
    },
  }
}

function requestsOfConnection({ bodiesOf, pathsOf, requestsOf, headers }: Omit<Load, 'seconds'>) {
  if (requestsOf) {
    return (connection: number): autocannon.Request[] =>
      requestsOf(connection).map(({ path, body }) =>
        body === undefined
          ? { method: 'GET', path }
          : { method: 'POST', path, body, headers: { ...headers, 'content-type': 'application/json' } },
      )
  }
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

/** The work done within some seconds from now, and its cost. */
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
