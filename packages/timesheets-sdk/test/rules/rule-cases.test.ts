import { describe, expect, test } from 'vitest'
import {
  defaultPolicy,
  latestDateAnywhere,
  newEntrySchema,
  newPersonSchema,
  newProjectSchema,
  type Policy,
  violationsOfSchema,
  weekOf,
} from '../../src/model/index.ts'
import type { Decision } from '../../src/rules/index.ts'
import { describeWeek, Ledger, personAfter, projectAfter } from '../../src/rules/index.ts'
import { machineCaller, personCaller } from '../../src/testing/callers.ts'
import { MemoryStore } from '../../src/testing/memory-store.ts'
import { type RuleCase, ruleCases } from './rule-cases.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')
const own = 'auth0|own'

function judge(ruleCase: RuleCase, now = nowMs): RuleCase['verdict'] {
  const {
    policy,
    projects = {},
    person,
    laterTerms = [],
    week,
    stored = [],
    caller,
    via,
    source,
    entry,
  } = ruleCase
  const store = new MemoryStore()
  const as = caller === 'person' ? personCaller(own) : machineCaller('m2m-push')
  const put = (value: unknown, onExisting: 'update' | 'refuse', named?: string) => {
    const parsed = newEntrySchema.safeParse(value)
    if (!parsed.success) {
      return { status: 'rejected', errors: violationsOfSchema(parsed.error, value) } satisfies Decision
    }
    const ledger = new Ledger(store, { nowMs: now, newId: () => crypto.randomUUID() })
    const decision = ledger.put(as, parsed.data, onExisting, named)
    store.write(ledger)
    return decision
  }
  for (const value of stored) expect(put(value, 'update')).toMatchObject({ status: 'created' })
  if (week) store.setWeekStatus(own, weekOf(week.date), week.status)
  for (const [code, content] of Object.entries(projects)) {
    const request = { code, content: newProjectSchema.parse(content), today: '2026-11-24', nowMs: now }
    store.roster.putProject(projectAfter(undefined, request))
  }
  for (const terms of person ? [person, ...laterTerms] : []) {
    const content = newPersonSchema.parse(terms)
    const request = { userId: own, content, today: content.activeFrom, nowMs: now }
    store.roster.putPerson(personAfter(store.roster.person(own), request))
  }
  store.policy = { ...defaultPolicy, ...policy } satisfies Policy
  const decision = put(entry, via === 'single' ? 'refuse' : 'update', source)
  if (decision.status === 'rejected') return { status: 'rejected', code: decision.errors[0]?.code ?? '' }
  const warnings = decision.warnings.map(({ code }) => code)
  return {
    status: decision.status,
    ...(warnings.length > 0 && { warnings }),
    ...(ruleCase.verdict.week && { week: weekAfter(store, String(entry.date)) }),
  }
}

function weekAfter(store: MemoryStore, date: string): RuleCase['verdict']['week'] {
  const context = {
    policy: store.policy,
    person: store.roster.person(own),
    absences: [],
    weeks: store.weeks(),
  }
  const { expectedHours, flags } = describeWeek(personCaller(own), store.weekOf(own, weekOf(date)), context)
  return { expectedHours, flags: flags.map(({ code }) => code) }
}

describe.each(ruleCases(latestDateAnywhere(nowMs)))('$name', (ruleCase) => {
  test(`${ruleCase.caller}: ${ruleCase.verdict.status} ${ruleCase.verdict.code ?? ''}`, () => {
    expect(judge(ruleCase)).toEqual(ruleCase.verdict)
  })
})

test('every verdict is the same on any day of the week, wherever it is today', () => {
  const wrong: string[] = []
  for (let days = 0; days < 14; days++) {
    const now = nowMs + days * 86_400_000
    const todays = [-12, 0, 14].map((zone) => new Date(now + zone * 3_600_000).toISOString().slice(0, 10))
    for (const ruleCase of todays.flatMap((today) => ruleCases(today))) {
      const verdict = judge(ruleCase, now)
      if (JSON.stringify(verdict) !== JSON.stringify(ruleCase.verdict)) wrong.push(ruleCase.name)
    }
  }
  expect(wrong).toEqual([])
})

test('names tell cases apart', () => {
  const names = ruleCases('2026-11-24').map(({ name, caller }) => `${name} ${caller}`)
  expect(new Set(names).size).toBe(names.length)
})
