import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTimesheetsClient, type PushOutcome, TimesheetsError } from '../../src/client/index.ts'
import { latestDateAnywhere, type NewEntry, weekOf } from '../../src/model/index.ts'
import { createFakeTimesheetsApi, machineCaller, personCaller } from '../../src/testing/index.ts'
import { type RuleCase, ruleCases } from '../rules/rule-cases.ts'

const baseUrl = 'https://timesheets.test'
const now = () => Date.parse('2026-11-24T12:00:00Z')
const own = 'auth0|own'
const api = createFakeTimesheetsApi({
  baseUrl,
  now,
  callerOf: (token) => (token === 'person' ? personCaller(own) : machineCaller('m2m-push')),
})
const server = setupServer(...api.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

const clientAs = (token: string) =>
  createTimesheetsClient({ baseUrl, tokenProvider: { getAccessToken: async () => token } })
const entriesAs = (token: string) => clientAs(token).entries

type Verdict = RuleCase['verdict']

async function push(
  token: string,
  entries: readonly unknown[],
  source?: string,
): Promise<PushOutcome<NewEntry>[]> {
  const outcomes: PushOutcome<NewEntry>[] = []
  // Not all of them are entries: that is for the API to find out.
  const onOutcome = (outcome: PushOutcome<NewEntry>) => void outcomes.push(outcome)
  await entriesAs(token).push(entries as NewEntry[], { source, onOutcome })
  return outcomes
}

function verdictOf(
  status: Verdict['status'],
  code: string | undefined,
  warnings: { code: string }[] = [],
): Verdict {
  return {
    status,
    ...(code !== undefined && { code }),
    ...(warnings.length > 0 && { warnings: warnings.map(({ code }) => code) }),
  }
}

/** A source that may not be used fails the batch as a whole. */
async function verdictInBatch(token: string, entry: unknown, source?: string): Promise<Verdict | undefined> {
  try {
    const [outcome] = await push(token, [entry], source)
    return outcome && verdictOf(outcome.status, outcome.problem?.code, outcome.warnings)
  } catch (error) {
    if (!(error instanceof TimesheetsError)) throw error
    return verdictOf('rejected', error.code)
  }
}

async function createAlone(token: string, entry: unknown, source?: string): Promise<Verdict> {
  try {
    const { created, warnings } = await entriesAs(token).create(entry as NewEntry, { source })
    return verdictOf(created ? 'created' : 'unchanged', undefined, warnings)
  } catch (error) {
    if (!(error instanceof TimesheetsError)) throw error
    return verdictOf('rejected', error.code)
  }
}

describe.each(ruleCases(latestDateAnywhere(now())))(
  '$name',
  ({
    policy,
    projects = {},
    person,
    laterTerms = [],
    week,
    stored,
    caller,
    via,
    source,
    entry,
    verdict: { week: weekAfter, ...verdict },
  }) => {
    test(`${caller}: ${verdict.status} ${verdict.code ?? ''}`, async () => {
      api.reset()
      if (stored) {
        const outcomes = await push(caller, stored)
        expect(outcomes.map(({ status }) => status)).toEqual(stored.map(() => 'created'))
      }
      if (week) api.setWeekStatus(own, week.date, week.status)
      if (policy) api.setPolicy(policy)
      for (const terms of person ? [person, ...laterTerms] : []) api.addPerson(own, terms)
      for (const [code, content] of Object.entries(projects)) api.addProject(code, content)
      const before = api.entries
      if (via === 'single') {
        await expect(createAlone(caller, entry, source)).resolves.toEqual(verdict)
      } else {
        await expect(verdictInBatch(caller, entry, source)).resolves.toEqual(verdict)
      }
      if (weekAfter) {
        const { expectedHours, flags } = await clientAs('person').weeks.get(own, weekOf(String(entry.date)))
        expect({ expectedHours, flags: flags.map(({ code }) => code) }).toEqual(weekAfter)
      }
      if (verdict.status === 'rejected' || verdict.status === 'unchanged') expect(api.entries).toEqual(before)
    })
  },
)
