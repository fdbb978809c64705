import { describe, expect, it } from 'vitest'
import { utf16 } from '../support/bytes.ts'
import { clockify, entriesOf, harvest, toggl, togglHeader } from '../support/exports.ts'

const maria = 'auth0|maria'

describe('an entry', () => {
  it('of Toggl', async () => {
    const [entry] = await entriesOf(toggl({ Task: 'Design', Billable: 'No' }))
    expect(entry).toEqual({
      userId: maria,
      date: '2026-11-23',
      project: 'ACME-42',
      hours: 1.5,
      note: 'Design: Review',
      billable: false,
      externalId: expect.stringMatching(/^toggl:2026-11-23T10:00:[-0-9a-f]{36}$/),
    })
  })

  it('of Clockify', async () => {
    const [entry] = await entriesOf(clockify({}))
    expect(entry).toEqual({
      userId: maria,
      date: '2026-11-23',
      project: 'ACME-42',
      hours: 1.5,
      note: 'Review',
      billable: true,
      externalId: expect.stringMatching(/^clockify:2026-11-23T10:00:[-0-9a-f]{36}$/),
    })
  })

  it('of Harvest, by its project code where it has one', async () => {
    const [entry, uncoded] = await entriesOf(harvest({}, { 'Project Code': '', Notes: '' }))
    expect(entry).toEqual({
      userId: maria,
      date: '2026-11-23',
      project: 'ACME-42',
      hours: 1.5,
      note: 'Design: Review',
      billable: true,
      externalId: expect.stringMatching(/^harvest:2026-11-23:[-0-9a-f]{36}(:2)?$/),
    })
    expect(uncoded).toMatchObject({ project: 'Relaunch', note: 'Design' })
  })

  it('has no note, and leaves open whether it is billable, where nothing is said', async () => {
    const own = 'Duration,Project,Start date,Start time\n1:00:00,ACME-42,2026-11-23,10:00:00\n'
    const [entry] = await entriesOf(own)
    expect(entry).not.toHaveProperty('billable')
    expect(entry).not.toHaveProperty('note')
  })

  it('lies on the day that it starts on, with all of its time', async () => {
    const night = {
      'Start time': '23:00:00',
      'End date': '2026-11-24',
      'End time': '01:30:00',
      Duration: '02:30:00',
    }
    expect(await entriesOf(toggl(night))).toMatchObject([{ date: '2026-11-23', hours: 2.5 }])
  })

  it('may be longer than a day: that is for the rules to judge', async () => {
    expect(await entriesOf(toggl({ Duration: '30:15:00' }))).toMatchObject([{ hours: 30.25 }])
  })

  it('keeps line breaks, quotes and commas of its note, and loses the guard against formulas', async () => {
    const notes = ['first\r\nsecond', 'say "yes", then no', "'=SUM(A1)"]
    const entries = await entriesOf(toggl(...notes.map((Description) => ({ Description }))))
    expect(entries.map(({ note }) => note)).toEqual([notes[0], notes[1], '=SUM(A1)'])
  })

  it('is the same in any encoding, with any delimiter and line end, in any chunks', async () => {
    const content = toggl({ Description: 'Prüfung, 2. Teil\nund "mehr" 😀' }, { User: 'Jürgen' })
    const expected = await entriesOf(content)
    const semicolons = content
      .replace(togglHeader, togglHeader.replaceAll(',', ';'))
      .replaceAll(/("[^"]*(?:""[^"]*)*")|,/g, (match) => (match === ',' ? ';' : match))
    const variants: (string | Uint8Array)[] = [
      `\ufeff${content}`,
      utf16(`\ufeff${content}`, true),
      utf16(`\ufeff${content}`, false),
      semicolons,
    ]
    for (const variant of variants) {
      for (const chunkSize of [1, 7, 65_536])
        expect(await entriesOf(variant, { chunkSize })).toEqual(expected)
    }
    const [first] = await entriesOf(content.replaceAll('\n', '\r\n'))
    expect(first?.note).toBe('Prüfung, 2. Teil\r\nund "mehr" 😀')
  })
})
