import { expect, it } from 'vitest'
import { toggl } from '../../../packages/timesheets-sdk/test/import/support/exports.ts'
import { runCliHere } from '../../support/cli-here.ts'
import { personToken } from '../../support/tokens.ts'
import type { ImportTestBed } from './bed.ts'

/** Each row has an owner: by a file of people, or the person who pushes it. */
export function itFindsPeople(bed: ImportTestBed): void {
  const { nextPerson, file, push, withToken, stored, hoursOf } = bed

  it('has those whom nobody knows listed once each, and nothing stored where nothing says who is who', async () => {
    const person = nextPerson()
    const known = { User: person.name, Email: person.email, 'Start date': '2024-03-04' }
    const noor = { ...known, User: 'Noor', Email: 'noor@elsewhere.example' }
    const path = await file('strangers.csv', toggl(known, noor, { ...noor, 'Start time': '12:00:00' }))

    const refused = await runCliHere(['push', path], bed.system.asMachine())
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain(`${person.name} <${person.email}>, 1 row\n`)
    expect(refused.stderr.match(/Noor <noor@elsewhere\.example>, 2 rows/g)).toHaveLength(1)
    expect(refused.stderr).toContain('--people')
    expect(await stored(person)).toEqual([])

    const pushed = await push(path)
    expect(pushed.code).toBe(3)
    expect(pushed.stderr.match(/Noor/g)).toHaveLength(1)
    expect(pushed.stderr).not.toContain(person.name)
    expect(pushed.stdout).toContain('1 created, 2 rejected')
  })

  it("is a person's own where they push it, unless it has the time of others", async () => {
    const person = nextPerson()
    const token = await personToken(bed.system.issuer.issuer, person.userId)
    const options = withToken(token)
    const row = { User: 'As I am called there', Email: person.email, 'Start date': '2024-03-04' }
    const mine = await file('mine.csv', toggl(row))
    expect((await runCliHere(['push', mine], options)).code).toBe(0)
    expect(await hoursOf(person)).toEqual(['2024-03-04 1.5'])

    // Nothing but a file of people makes somebody else's address that of the one who pushes.
    const elsewhere = await file(
      'elsewhere.csv',
      toggl({ ...row, Email: 'me@home.example', 'Start time': '14:00:00' }),
    )
    const unknown = await runCliHere(['push', elsewhere], options)
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('has the time of As I am called there <me@home.example>')
    const me = await file('me.csv', `userId,email\n${person.userId},me@home.example\n`)
    expect((await runCliHere(['push', elsewhere, '--people', me], options)).stdout).toContain('1 created')

    const ours = await file('ours.csv', toggl(row, { ...row, User: 'Li', Email: 'li@home.example' }))
    const refused = await runCliHere(['push', ours], options)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('Li <li@home.example>, 1 row')
    expect(await stored(person)).toHaveLength(2)
  })
}
