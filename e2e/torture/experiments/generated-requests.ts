import { namedPeople } from 'dev-issuer'
import { seededIntegers } from '../../support/seeded-random.ts'
import { startSystem, type TestSystem } from '../../support/system.ts'
import { machineToken, personToken } from '../../support/tokens.ts'
import { type Experiment, nothingLost, type Outcome } from '../experiment.ts'
import { memoryOf } from '../memory.ts'
import { type OpenApiDocument, RequestMaker } from '../request-maker.ts'

const requestsOfRound = 1_000
const concurrency = 16
const timeoutMs = 30_000

/** Requests made from the OpenAPI document, most of them with something wrong. A round is 1,000 of them. */
export const generatedRequests: Experiment = {
  summary: 'requests made from the OpenAPI document and mutated: no 5xx, no hang, nothing without a token',
  rounds: 100,
  async run({ engine, rounds, seed }) {
    await using system = await startSystem({ engine })
    return { ...(await sendGenerated(system, rounds * requestsOfRound, seed)), rounds }
  },
}

/** Sends generated requests to a running system. */
export async function sendGenerated(
  system: Pick<TestSystem, 'api' | 'issuer'>,
  requests: number,
  seed: number,
): Promise<Outcome> {
  const { url, pid } = system.api
  const { issuer } = system.issuer
  const valid = [await personToken(issuer, namedPeople.admin), await machineToken(issuer, 'm2m-office')]
  const [first = ''] = valid
  const invalid = ['', 'x', first.slice(0, -4), first.replace(/^[^.]+/, 'eyJhbGciOiJub25lIn0')]
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument
  const maker = new RequestMaker(document, seededIntegers(seed))
  const faults = new Set<string>()
  let [left, succeeded, wronglyAdmitted, slowestMs] = [requests, 0, 0, 0]

  async function send(): Promise<void> {
    while (left-- > 0) {
      const { target, init, name } = maker.next()
      const isValid = maker.choose(0, 9) > 0
      const token = maker.oneOf(isValid ? valid : invalid)
      const startedMs = performance.now()
      try {
        const headers = { ...init.headers, ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }
        const signal = AbortSignal.timeout(timeoutMs)
        const { status, body } = await fetch(url + target, { ...init, headers, signal })
        await body?.cancel()
        slowestMs = Math.max(slowestMs, performance.now() - startedMs)
        if (status >= 500) faults.add(`${status} for ${name}`)
        if (status < 300) succeeded++
        if (status < 300 && !isValid) wronglyAdmitted++
      } catch (error) {
        const reason = error instanceof Error ? (error.cause ?? error) : error
        faults.add(`no response for ${name}: ${reason instanceof Error ? reason.message : reason}`)
      }
    }
  }

  await Promise.all(Array.from({ length: concurrency }, send))
  if (wronglyAdmitted > 0) faults.add('requests without a valid token were accepted')
  const memory = await memoryOf(pid)
  return {
    ...nothingLost,
    rounds: 1,
    wronglyAdmitted,
    recoveredInMs: slowestMs,
    note: `${requests} requests, ${succeeded} successful, ${memory.note}, seed ${seed}`,
    faults: [...faults, ...memory.faults],
  }
}
