import { namedPeople } from 'dev-issuer'
import { type BatchResult, problemSchema } from 'timesheets-sdk/contract'
import { defaultPolicy, weekOf } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, tokenEnv } from '../support/cli.ts'
import { runCliHere } from '../support/cli-here.ts'
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

    const weekAfter = async (own: string, entry: OwnedCase['entry']) => {
      const owner = clientWith(system.api.url, await personToken(issuer, own))
      const { expectedHours, flags } = await owner.weeks.get('me', weekOf(String(entry.date)))
      return { week: { expectedHours, flags: flags.map(({ code }) => code) } }
    }
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
      const { sources: declared, holidayCalendars: inUse } = await admin.policy.get()
      const { sources = [], holidayCalendars = [] } = policy ?? {}
      const kept = declared.filter(({ name }) => sources.every((source) => source.name !== name))
      // Those that people have stay: nobody else has them.
      const others = inUse.filter(({ name }) => holidayCalendars.every((calendar) => calendar.name !== name))
      await admin.policy.update({
        ...defaultPolicy,
        ...policy,
        sources: [...kept, ...sources],
        holidayCalendars: [...others, ...holidayCalendars],
      })
      for (const [code, content] of Object.entries(projects)) await admin.projects.put(code, content)
      // Before anything is sent: a dry run says what would become of it.
      const inBatch = group.filter(isInDryRun)
      const ofMachine = Map.groupBy(
        inBatch.filter(({ caller }) => caller === 'machine'),
        ({ source }) => source,
      )
      const judged: OwnedCase[][] = inBatch.filter(({ caller }) => caller === 'person').map((one) => [one])
      // The dry run is the CLI's, whatever the database of the server: it is asked on one of them.
      for (const together of engine === 'sqlite' ? [...ofMachine.values(), ...judged] : []) {
        if (!together[0]) continue
        const verdicts = await dryRunOf(
          together.map(({ entry }) => entry),
          await asCaller(together[0]),
          together[0].source,
          // One of them by the program itself.
          ofDryRun.size === 0 ? runCli : runCliHere,
        )
        for (const [index, verdict] of verdicts.entries()) ofDryRun.set(together[index]?.own ?? '', verdict)
      }
      for (const ruleCase of group) {
        const { person, laterTerms = [], own, entry, source, verdict } = ruleCase
        for (const terms of person ? [person, ...laterTerms] : []) await admin.people.put(own, terms)
        const send = ruleCase.via === 'single' ? sendAlone : sendInBatch
        const given = await send(system.api.url, await tokenOf(ruleCase), entry, source)
        ofServer.set(own, verdict.week ? { ...given, ...(await weekAfter(own, entry)) } : given)
      }
      for (const code of Object.keys(projects)) await admin.projects.delete(code)
    }
  }, 180_000)
  afterAll(() => system?.[Symbol.asyncDispose]())

  it.each(cases)('by the server: $name', ({ own, verdict }) => {
    expect(ofServer.get(own)).toEqual(verdict)
  })

  if (engine !== 'sqlite') return
  it.each(cases.filter(isInDryRun))('by the dry run of the CLI: $name', ({ own, verdict }) => {
    const { warnings: _, week: __, ...told } = verdict
    expect(ofDryRun.get(own)).toEqual(told)
  })
})

/** A dry run has verdicts on rows: it sends no single entry, and a source that is not allowed fails it. */
function isInDryRun({ via, verdict }: OwnedCase): boolean {
  return via !== 'single' && verdict.code !== 'source_not_allowed'
}

function withSource(url: string, source?: string): string {
  return source === undefined ? url : `${url}?source=${encodeURIComponent(source)}`
}

async function sendInBatch(
  api: string,
  token: string,
  entry: unknown,
  source?: string,
): Promise<OwnedCase['verdict']> {
  const url = withSource(`${api}/timesheets/batch`, source)
  const response = await post(url, token, { entries: [entry] })
  if (!response.ok) return verdictOf('rejected', problemSchema.parse(await response.json()))
  const [result] = ((await response.json()) as BatchResult).results
  if (!result) throw new Error('the batch has no result')
  const { status, problem, warnings } = result
  return verdictOf(status, problem, warnings)
}

async function sendAlone(
  api: string,
  token: string,
  entry: unknown,
  source?: string,
): Promise<OwnedCase['verdict']> {
  const response = await post(withSource(`${api}/timesheets`, source), token, entry)
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
