import { expect, it } from 'vitest'
import { clockify, harvest, toggl } from '../../../packages/timesheets-sdk/test/import/support/exports.ts'
import { reportOf } from '../../support/push-report.ts'
import type { ImportTestBed, NamedPerson } from './bed.ts'

/** Exports of each tool, pushed again and corrected. */
export function itReadsEachTool(bed: ImportTestBed): void {
  const { nextPerson, file, push, hoursOf } = bed

  it.each([
    {
      tool: 'Toggl',
      write: (person: NamedPerson, hours: number) =>
        toggl(
          { User: person.name, Email: person.email, 'Start date': '2024-03-04', Duration: `0${hours}:30:00` },
          { User: person.name, Email: person.email, 'Start date': '2024-03-05', Duration: '00:45:00' },
        ),
    },
    {
      tool: 'Clockify',
      write: (person: NamedPerson, hours: number) =>
        clockify(
          {
            User: person.name,
            Email: person.email,
            'Start Date': '03/04/2024',
            'End Date': '03/04/2024',
            'Duration (h)': `0${hours}:30:00`,
          },
          {
            User: person.name,
            Email: person.email,
            'Start Date': '03/05/2024',
            'End Date': '03/05/2024',
            'Duration (h)': '00:45:00',
          },
          // It shows that the month comes first; a break is not work.
          {
            User: person.name,
            Email: person.email,
            'Start Date': '03/13/2024',
            'End Date': '03/13/2024',
            'Duration (h)': '00:15:00',
          },
        ),
    },
    {
      tool: 'Harvest',
      write: ({ firstName, lastName }: NamedPerson, hours: number) =>
        harvest(
          { 'First Name': firstName, 'Last Name': lastName, Date: '04.03.2024', Hours: `${hours},50` },
          { 'First Name': firstName, 'Last Name': lastName, Date: '05.03.2024', Hours: '0,75' },
          { 'First Name': firstName, 'Last Name': lastName, Date: '13.03.2024', Hours: '0,25' },
        ),
    },
  ])(
    'of $tool is stored once, however often it is pushed, and changes by what was corrected',
    async ({ tool, write }) => {
      const person = nextPerson()
      const path = await file(`${tool}.csv`, write(person, 1))
      const first = reportOf(await push(path, '--json'))
      const all = await hoursOf(person)
      expect(first).toMatchObject({ created: all.length, updated: 0, unchanged: 0, rejected: 0 })
      expect(all.slice(0, 2)).toEqual(['2024-03-04 1.5', '2024-03-05 0.75'])

      expect(reportOf(await push(path, '--json'))).toMatchObject({ created: 0, unchanged: all.length })

      await file(`${tool}.csv`, write(person, 2))
      expect(reportOf(await push(path, '--json'))).toMatchObject({
        created: 0,
        updated: 1,
        unchanged: all.length - 1,
      })
      expect((await hoursOf(person)).slice(0, 2)).toEqual(['2024-03-04 2.5', '2024-03-05 0.75'])
    },
  )

  it.each([
    [
      'solidtime',
      'Description,Task,Project,Client,User,Start,End,Duration,Duration (decimal),Billable,Tags',
      'Review,Design,ACME-42,ACME GmbH,NAME,2024-03-04 09:00:00,2024-03-04 10:30:00,1:30:00,1.5,Yes,',
    ],
    [
      'Kimai',
      'Date,From,To,Duration,Rate,User,Customer,Project,Activity,Description,Exported,Billable,Tags,Hourly rate,Fixed rate',
      '2024-03-04,09:00,10:30,1:30,150,NAME,ACME GmbH,Relaunch,Design,Review,No,Yes,,100,',
    ],
    [
      'Tempo',
      'Issue Key,Issue summary,Hours,Work date,User Account ID,Full name,Period,Account Key,Account Name,Account Customer,Project Key,Project Name,Work Description,Billed Hours',
      'WEB-7,New shop,1.5,2024-03-04 09:00,5f1,NAME,1126,ACC,Shop,ACME GmbH,WEB,Web shop,Review,1.5',
    ],
    [
      'Everhour',
      'Date,Member,Client,Project,Task,Time,Billable,Comment',
      '03/04/2024,NAME,ACME GmbH,Relaunch,Design,1h 30m,Yes,Review',
    ],
    [
      'Redmine',
      'Project,Date,User,Activity,Issue,Comment,Hours',
      'Relaunch,2024-03-04,NAME,Design,Bug #3: Logo,Review,1.50',
    ],
  ])('of %s is stored', async (tool, header, row) => {
    const person = nextPerson()
    const path = await file(`${tool}.csv`, `${header}\n${row.replace('NAME', person.name)}\n`)
    const flags = tool === 'Everhour' ? ['--date-order', 'mdy'] : []
    expect(reportOf(await push(path, '--json', ...flags))).toMatchObject({ created: 1, rejected: 0 })
    expect(await hoursOf(person)).toEqual(['2024-03-04 1.5'])
  })
}
