import { namedPeople } from 'dev-issuer'
import { type BatchResult, problemSchema } from 'timesheets-sdk/contract'
import { defaultPolicy } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tokenEnv } from '../support/cli.ts'
import { clientWith } from '../support/client.ts'
import { engines } from '../support/database.ts'
import { dryRunOf } from '../support/dry-run.ts'
import {
  bringWeekIntoState,
  bySurroundings,
  type OwnedCase,
  ownedCases,
  type Verdict,
} from '../support/rule-table.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { machineToken, personToken } from '../support/tokens.ts'

const cases = ownedCases()

// The same table is run against the rules alone and against the fake API in the SDK's own tests.
describe.each(engines)('every case of the rules has the same verdict, on %s,', (engine) => {
  let system: TestSystem
  const ofServer = new Map<string, Verdict>()
  const ofDryRun = new Map<string, Verdict>()

  beforeAll(async () => {
    system = await startSystem({ engine })
    const { issuer } = system.issuer
    const machine = await machineToken(issuer)
    const tokenOf = async ({ caller, own }: OwnedCase) =>
      caller === 'machine' ? machine : personToken(issuer, own)
    const asCaller = async (ruleCase: OwnedCase) => ({
      cwd: system.folder,
      env: tokenEnv({ api: system.api.url, home: system.folder }, await tokenOf(ruleCase)),
    })
    const admin = clientWith(system.api.url, await personToken(issuer, namedPeople.admin))

    const approver = clientWith(system.api.url, await personToken(issuer, namedPeople.managers[0]))

    for (const ruleCase of cases) {
      for (const entry of ruleCase.stored ?? []) {
        const stored = await sendInBatch(system.api.url, await tokenOf(ruleCase), entry)
        expect(stored).toEqual({ status: 'created' })
      }
      const owner = clientWith(system.api.url, await personToken(issuer, ruleCase.own))
      await bringWeekIntoState(ruleCase, owner, approver)
    }
    for (const [{ policy, projects = {} }, group] of bySurroundings(cases)) {
      await admin.policy.update({ ...defaultPolicy, ...policy })
      for (const [code, content] of Object.entries(projects)) await admin.projects.put(code, content)
      // Before anything is sent: a dry run says what would become of it.
      const inBatch = group.filter(({ via }) => via !== 'single')
      const ofMachine = inBatch.filter(({ caller }) => caller === 'machine')
      const judged: OwnedCase[][] = inBatch.filter(({ caller }) => caller === 'person').map((one) => [one])
      // The dry run is the CLI's, whatever the database of the server: it is asked on one of them.
      for (const together of engine === 'sqlite' ? [ofMachine, ...judged] : []) {
        if (!together[0]) continue
        const verdicts = await dryRunOf(
          together.map(({ entry }) => entry),
          await asCaller(together[0]),
        )
        for (const [index, verdict] of verdicts.entries()) ofDryRun.set(together[index]?.own ?? '', verdict)
      }
      for (const ruleCase of group) {
        const send = ruleCase.via === 'single' ? sendAlone : sendInBatch
        ofServer.set(ruleCase.own, await send(system.api.url, await tokenOf(ruleCase), ruleCase.entry))
      }
      for (const code of Object.keys(projects)) await admin.projects.delete(code)
    }
  }, 180_000)
  afterAll(() => system?.[Symbol.asyncDispose]())

  it.each(cases)('by the server: $name', ({ own, verdict }) => {
    expect(ofServer.get(own)).toEqual(verdict)
  })

  if (engine !== 'sqlite') return
  it.each(cases.filter(({ via }) => via !== 'single'))(
    'by the dry run of the CLI: $name',
    ({ own, verdict }) => {
      const { warnings: _, ...told } = verdict
      expect(ofDryRun.get(own)).toEqual(told)
    },
  )
})

async function sendInBatch(api: string, token: string, entry: unknown): Promise<OwnedCase['verdict']> {
  const response = await post(`${api}/timesheets/batch`, token, { entries: [entry] })
  const [result] = ((await response.json()) as BatchResult).results
  if (!result) throw new Error('the batch has no result')
  const { status, problem, warnings } = result
  return verdictOf(status, problem, warnings)
}

async function sendAlone(api: string, token: string, entry: unknown): Promise<OwnedCase['verdict']> {
  const response = await post(`${api}/timesheets`, token, entry)
  const body: unknown = await response.json()
  if (!response.ok) return verdictOf('rejected', problemSchema.parse(body))
  const { warnings } = body as { warnings?: { code: string }[] }
  return verdictOf(response.status === 201 ? 'created' : 'unchanged', undefined, warnings)
}

function post(url: string, token: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

function verdictOf(
  status: Verdict['status'],
  problem?: { readonly code: string },
  warnings: readonly { readonly code: string }[] = [],
): OwnedCase['verdict'] {
  return {
    status,
    ...(problem ? { code: problem.code } : {}),
    ...(warnings.length > 0 ? { warnings: warnings.map(({ code }) => code) } : {}),
  }
}
