import { describe, expect, it } from 'vitest'
import { rowsOf, survey } from '../support/exports.ts'

/** The columns of each tool as it exports them, with invented rows. */
const exports = {
  solidtime: {
    content: `Description,Task,Project,Client,User,Start,End,Duration,Duration (decimal),Billable,Tags
Review,Design,ACME-42,ACME GmbH,Mira Holm,2026-11-23 09:00:00,2026-11-23 10:30:00,1:30:00,1.5,Yes,"a, b"
,,ACME-42,,Mira Holm,2026-11-23 23:30:10,2026-11-24 00:15:10,0:45:00,0.75,No,
Running,,ACME-42,,Mira Holm,2026-11-24 09:00:00,,,,No,
`,
    rows: [
      '2026-11-23 ACME-42 1.5 true Design: Review',
      '2026-11-23 ACME-42 0.75 false undefined',
      'Duration missing_field',
    ],
    name: /^solidtime:2026-11-23T09:00:/,
  },
  kimai: {
    content: `Date,From,To,Duration,Rate,User,Customer,Project,Activity,Description,Exported,Billable,Tags,Hourly rate,Fixed rate
2026-11-23,09:00,10:30,1:30,150,Mira Holm,ACME GmbH,Relaunch,Design,Review,No,Yes,,100,
2026-11-23,23:00,00:20,1.33,0,Mira Holm,ACME GmbH,Relaunch,Support,,No,No,,0,
2026-11-24,09:00,17:00,9000,0,Mira Holm,ACME GmbH,Relaunch,Support,,No,No,,0,
`,
    rows: [
      '2026-11-23 Relaunch 1.5 true Design: Review',
      '2026-11-23 Relaunch 1.3333 false Support',
      'Duration contradictory_duration',
    ],
    name: /^kimai:2026-11-23T09:00:/,
  },
  tempo: {
    content: `Issue Key,Issue summary,Hours,Work date,User Account ID,Full name,Period,Account Key,Account Name,Account Customer,Project Key,Project Name,Work Description,Billed Hours
WEB-7,New shop,1.5,2026-11-23 09:00,5f1,Mira Holm,1126,ACC,Shop,ACME GmbH,WEB,Web shop,Review,1.5
WEB-7,New shop,0.33,2026-11-23,5f1,Mira Holm,1126,ACC,Shop,ACME GmbH,WEB,Web shop,,0
`,
    rows: ['2026-11-23 WEB 1.5 undefined WEB-7: Review', '2026-11-23 WEB 0.3333 undefined WEB-7'],
    name: /^tempo:2026-11-23T09:00:/,
  },
  everhour: {
    content: `Date,Member,Client,Project,Task,Time,Billable,Comment
11/23/2026,Mira Holm,ACME GmbH,Relaunch,Design,1h 30m,Yes,Review
11/23/2026,Mira Holm,ACME GmbH,Relaunch,Design,0:20,No,
Total,,,,,1:50,,
`,
    rows: [
      '2026-11-23 Relaunch 1.5 true Design: Review',
      '2026-11-23 Relaunch 0.3333 false Design',
      'null not_work',
    ],
    name: /^everhour:2026-11-23:/,
  },
  redmine: {
    content: `Project,Date,Created,Week,Author,User,Activity,Issue,Tracker,Status,Comment,Hours
Relaunch,11/23/2026,11/23/2026 10:00 AM,48,Ann Lee,Mira Holm,Design,Bug #3: Logo,Bug,New,Review,1.50
Relaunch,11/23/2026,11/23/2026 10:00 AM,48,Ann Lee,Mira Holm,Design,Bug #3: Logo,Bug,New,,0.33
Relaunch,11/24/2026,11/24/2026 10:00 AM,48,Mira Holm,Mira Holm,Support,,,,Calls,2.00
`,
    rows: [
      '2026-11-23 Relaunch 1.5 undefined Bug #3: Logo: Review',
      '2026-11-23 Relaunch 0.3333 undefined Bug #3: Logo',
      '2026-11-24 Relaunch 2 undefined Calls',
    ],
    name: /^redmine:2026-11-23:/,
  },
} as const

describe.each(Object.entries(exports))('an export of %s', (tool, { content, rows, name }) => {
  it('is known by its columns, and read with its people, days, projects and hours', async () => {
    expect(await survey(content)).toMatchObject({ format: tool })
    const read = await rowsOf(content)
    expect(
      read.map((row) => {
        if ('violations' in row) return `${row.violations[0]?.column} ${row.violations[0]?.code}`
        const { date, project, hours, billable, note } = row.entry
        return `${date} ${project} ${hours} ${billable} ${note}`
      }),
    ).toEqual(rows)
    expect(read[0]).toMatchObject({ entry: { externalId: expect.stringMatching(name) } })
  })
})
