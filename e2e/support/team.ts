import { namedPeople, type Person, people } from 'dev-issuer'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import { clientWith } from './client.ts'
import { personToken } from './tokens.ts'

/** A manager and their people, in the roster of a system. */
export interface Team {
  readonly manager: Person
  readonly members: readonly Person[]
  /** The API as one of them sees it. */
  as(login: string): Promise<TimesheetsClient>
}

interface TeamOptions {
  readonly api: string
  readonly issuer: string
  readonly size: number
}

/** Puts the first manager and `size` of their people into the roster, forty hours a week each. */
export async function addTeam({ api, issuer, size }: TeamOptions): Promise<Team> {
  const as = async (login: string) => clientWith(api, await personToken(issuer, login))
  const manager = people.find(({ email }) => email === namedPeople.managers[0])
  if (!manager) throw new Error('dev-issuer has no manager')
  const members = people
    .filter(({ managerId, role }) => managerId === manager.userId && role === 'member')
    .slice(0, size)
  const keeper = await as(namedPeople.admin)
  for (const { userId, name, email, kind, managerId } of [manager, ...members]) {
    await keeper.people.put(userId, {
      name,
      email,
      kind,
      ...(managerId === undefined ? {} : { managerId }),
      expectedHoursPerWeek: 40,
      activeFrom: '2026-01-01',
    })
  }
  return { manager, members, as }
}
