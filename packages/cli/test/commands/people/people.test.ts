import { personCaller } from 'timesheets-sdk/testing'
import { describe, expect, it, test } from 'vitest'
import { newcomers } from '../../../src/commands/newcomers/list.ts'
import { listPeople, listPeopleCommand } from '../../../src/commands/people/list.ts'
import { removePerson } from '../../../src/commands/people/remove.ts'
import { showPerson, showPersonCommand } from '../../../src/commands/people/show.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [[], { filters: {}, json: false }],
  [
    ['--kind', 'contractor', '--manager', 'none', '--active-on', '2026-11-23', '--json'],
    { filters: { kind: 'contractor', managerId: 'none', activeOn: '2026-11-23' }, json: true },
  ],
  [['--kind', 'robot'], '--kind: kind must be one of employee, contractor'],
])('people list %j', async (args, expected) => {
  expect(await optionsOf(listPeopleCommand, args)).toEqual(expected)
})

test('people show shows oneself, unless somebody is named', async () => {
  expect(await optionsOf(showPersonCommand, [])).toEqual({ userId: 'me', json: false })
  expect(await optionsOf(showPersonCommand, ['auth0|x', '--json'])).toEqual({ userId: 'auth0|x', json: true })
})

describe('the roster', () => {
  const { api, context } = useFakeApi()

  it('is shown as a table, or one person a line', async () => {
    api.addPerson('auth0|maria', { name: 'Maria', managerId: 'auth0|boss' })
    api.addPerson('auth0|carl', { name: 'Carl', kind: 'contractor', activeTo: '2026-12-31' })
    const table = context(machine)
    expect(await listPeople({ filters: {}, json: false }, table)).toBe(0)
    expect(table.io.stdout.lines.map((line) => line.split(/ {2,}/))).toEqual([
      ['PERSON', 'NAME', 'KIND', 'MANAGER', 'HOURS', 'FROM', 'TO', 'TIME ZONE'],
      ['auth0|carl', 'Carl', 'contractor', '40', '2000-01-01', '2026-12-31', 'Etc/UTC'],
      ['auth0|maria', 'Maria', 'employee', 'auth0|boss', '40', '2000-01-01', 'Etc/UTC'],
    ])
    const lines = context(machine)
    await listPeople({ filters: { kind: 'contractor' }, json: true }, lines)
    expect(lines.io.stdout.lines.map((line) => JSON.parse(line).userId)).toEqual(['auth0|carl'])
  })

  it('shows an approver their people alone', async () => {
    api.addPerson('auth0|maria', { managerId: 'auth0|boss' })
    api.addPerson('auth0|carl', { managerId: 'auth0|other' })
    api.addPerson('auth0|free')
    const boss = context(personCaller('auth0|boss', { scopes: ['approve:timesheets'] }))
    await listPeople({ filters: {}, json: true }, boss)
    expect(boss.io.stdout.lines.map((line) => JSON.parse(line).userId)).toEqual(['auth0|free', 'auth0|maria'])
  })

  it('shows one person, and takes one off', async () => {
    api.addPerson('auth0|maria', { name: 'Maria', email: 'maria@abc.example' })
    const own = context(maria)
    expect(await showPerson({ userId: 'me', json: false }, own)).toBe(0)
    expect(own.io.stdout.lines).toEqual([
      'person       auth0|maria',
      'name         Maria',
      'e-mail       maria@abc.example',
      'kind         employee',
      'manager      none: every approver decides',
      'hours        40 a week',
      'active       from 2000-01-01',
      'time zone    Etc/UTC',
      'updated      2026-11-24T12:00:00.000Z',
    ])
    const keeper = context(machine)
    expect(await removePerson({ userId: 'auth0|maria', json: false }, keeper)).toBe(0)
    expect(keeper.io.stdout.text).toBe('Removed  auth0|maria\n')
    await expect(showPerson({ userId: 'me', json: true }, own)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('has newcomers until they are put into it', async () => {
    const { client } = await context(maria).connect()
    await client.me()
    const seen = context(machine)
    expect(await newcomers({ json: false }, seen)).toBe(0)
    expect(seen.io.stdout.lines[1]).toMatch(/^auth0\|maria +2026-11-24T12:00:00.000Z {2}spa$/)
    api.addPerson('auth0|maria')
    const after = context(machine)
    await newcomers({ json: true }, after)
    expect(after.io.stdout.text).toBe('')
  })
})
