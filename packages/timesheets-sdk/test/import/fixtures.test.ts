import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import {
  isRejected,
  personLabel,
  type Rounding,
  readImport,
  readPeople,
  surveyImport,
} from '../../src/import/index.ts'
import { all, chunks } from './support/bytes.ts'

const file = (name: string) => readFile(new URL(`fixtures/${name}.csv`, import.meta.url))

async function pushed(name: string, rounding: Rounding | undefined) {
  const content = await file(name)
  const people = await readPeople(chunks(await file('people')))
  const survey = await surveyImport(chunks(content), { people })
  const rows = await all(readImport(chunks(content), { survey, people, incrementMinutes: 15, rounding }))
  return {
    unknown: survey.people.flatMap(({ person, count, match }) =>
      'problem' in match ? [`${personLabel(person)}: ${count}`] : [],
    ),
    rows: rows.map((row) => {
      if (isRejected(row))
        return `${row.line} ${row.violations.map(({ column, code }) => `${column} ${code}`).join()}`
      const { userId, date, project, hours, note, billable } = row.entry
      return [row.line, userId, date, project, hours, billable, note].join(' ')
    }),
  }
}

describe('an export as the tool writes it', () => {
  it('of Toggl', async () => {
    expect(await pushed('toggl', 'nearest')).toEqual({
      unknown: ['Noor Haddad <noor@elsewhere.example>: 1'],
      rows: [
        '2 auth0|maria 2026-11-23 ACME-42 2.5 true Design review',
        '3 auth0|maria 2026-11-23 ACME-42 1.25 true Support: Call with "Ops", part 1',
        '4 auth0|li 2026-11-24 INTERNAL 2.5 false Release, written down:\n- notes\n- tags',
        '7 Email unknown_person',
        '8 Project missing_field',
        '9 Duration hours_not_positive',
        '10 auth0|li 2026-11-25 INTERNAL 30.25 false Forgot to stop',
      ],
    })
  })

  it('of Clockify, by a workspace that calls clients and tasks something else', async () => {
    expect(await pushed('clockify', 'up')).toEqual({
      unknown: [],
      rows: [
        '2 auth0|maria 2026-11-23 ACME-42 2.5 true Design review',
        '3 auth0|maria 2026-11-23 ACME-42 1.25 true Support',
        '4 Type not_work',
        '5 auth0|li 2026-11-24 INTERNAL 0.25 false A slip',
        '6 auth0|li 2026-11-12 INTERNAL 1.5 false Release',
      ],
    })
  })

  it('of Harvest, by an account that writes as Germans do', async () => {
    expect(await pushed('harvest', undefined)).toEqual({
      unknown: [],
      rows: [
        '2 auth0|maria 2026-11-23 ACME-42 7.5 true Design: Entwürfe; "final"',
        '3 Hours hours_off_increment',
        '4 auth0|juergen 2026-11-25 Intern 1.25 false Meetings: Erst dies,\ndann das',
        '6 auth0|maria 2026-11-26 Intern 2000 false Meetings: Summe',
      ],
    })
  })
})
