import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import type { Bench } from '../bench.ts'
import type { Finding, Sample } from '../finding.ts'
import { root } from '../processes/program.ts'
import { interleave } from '../rounds.ts'

const callsAtOnce = 10

/** The part of axios used here. It is the SDK's axios, since this package does not depend on it. */
interface Axios {
  create(options: { readonly httpAgent: Agent }): { get(url: string, options: object): Promise<unknown> }
}

/** The cost of a call in the calling process: by the SDK, by axios alone, by Node's http. */
export async function client({ system, quick, say }: Bench): Promise<Finding> {
  const token = await system.token()
  const api = await system.startApi(await system.databases.fresh('sqlite'))
  const url = `${api.url}/me`
  const headers = { authorization: `Bearer ${token}` }
  const agent = new Agent({ keepAlive: true })
  const sdk = createTimesheetsClient({
    baseUrl: api.url,
    tokenProvider: { getAccessToken: async () => token },
    httpAgent: agent,
  })
  const axios = (createRequire(join(root, 'packages/timesheets-sdk/package.json'))('axios') as Axios).create({
    httpAgent: agent,
  })
  const seconds = quick ? 0.5 : 1
  const contender = (name: string, call: () => Promise<unknown>) => ({
    name,
    measure: () => callFor(call, seconds),
  })
  const subjects = await interleave(
    [
      contender(names.sdk, () => sdk.me()),
      contender(names.axios, () => axios.get(url, { headers })),
      contender(names.node, async () => {
        const [response] = (await once(get(url, { headers, agent }), 'response')) as [IncomingMessage]
        let text = ''
        for await (const chunk of response.setEncoding('utf8')) text += chunk
        return JSON.parse(text)
      }),
    ],
    { warmUps: 1, counted: quick ? 2 : 4 },
    say,
  )
  agent.destroy()
  await api.stop()
  return {
    title: `A call to the API from a Node process: GET /me, ${callsAtOnce} at once`,
    unit: 'requests/s',
    subjects,
    comparisons: [
      { of: names.sdk, to: names.node },
      { of: names.axios, to: names.node },
    ],
    notes: [
      'Processor time is that of the calling process. A push makes one call for 1,000 entries, so each entry costs a thousandth.',
    ],
  }
}

const names = { sdk: 'SDK client', axios: 'axios', node: 'http.request' }

async function callFor(call: () => Promise<unknown>, seconds: number): Promise<Sample> {
  let count = 0
  const startMs = performance.now()
  const cpuBefore = process.cpuUsage()
  await Promise.all(
    Array.from({ length: callsAtOnce }, async () => {
      while (performance.now() - startMs < seconds * 1_000) {
        await call()
        count++
      }
    }),
  )
  const { user, system } = process.cpuUsage(cpuBefore)
  const value = (count / (performance.now() - startMs)) * 1_000
  return { value, cpuMicroseconds: (user + system) / count }
}
