import { describe, expect, it, test } from 'vitest'
import { detectFormat, layoutOf } from '../../../src/import/formats/layout.ts'
import { clockifyHeader, harvestHeader, togglHeader } from '../support/exports.ts'

const names = (header: string) => header.replaceAll('"', '').split(',')

describe('detectFormat', () => {
  test.each<[string | undefined, string]>([
    ['toggl', togglHeader],
    ['toggl', 'Description,Duration,Project,Start date,Start time,Stop date,Stop time'],
    ['toggl', 'Description,Project,Tags,Start date,Start time,Stop date,Stop time'],
    ['clockify', clockifyHeader],
    ['clockify', 'Project,User,Start Date,Start Time,End Date,End Time'],
    ['toggl', 'Project,User,Start date,Start time,End date,End time'],
    ['clockify', 'Project,Kunde,Description,Tätigkeit,User,Start Date,Start Time,Duration (h)'],
    ['harvest', harvestHeader],
    ['harvest', 'HOURS, last name,First  Name,date,Project'],
    ['csv', 'userId,date,project,hours,note'],
    ['csv', 'Hours,Date,Project'],
    [undefined, 'Project,Client,Description,Time (h),Time (decimal)'],
    [undefined, 'a,b'],
  ])('finds %s in %s', (format, header) => {
    expect(detectFormat(names(header))).toBe(format)
    expect(detectFormat(names(header).reverse())).toBe(format)
  })
})

describe('layoutOf', () => {
  it('finds columns whatever the order, case and blanks', () => {
    const layout = layoutOf(['duration', ' START DATE ', 'Start  time', 'project'], undefined, 1)
    expect(layout).toMatchObject({
      format: 'toggl',
      places: { duration: 0, date: 1, startTime: 2, project: 3 },
    })
  })

  it('finds the columns that a Clockify workspace has renamed, by the columns around them', () => {
    const header = names(clockifyHeader.replace('"Client"', '"Kunde"').replace('"Task"', '"Tätigkeit"'))
    expect(layoutOf(header, undefined, 1).places).toMatchObject({ client: 1, task: 3 })
    const without = names('Project,Description,Tags,User,Start Date,Start Time,Duration (h)')
    expect(layoutOf(without, undefined, 1).places).not.toHaveProperty('client')
  })

  it('takes the name that an entry was given in a report of rejected rows', () => {
    expect(layoutOf([...names(togglHeader), 'externalId'], undefined, 1).places.externalId).toBe(14)
  })

  it('says what it found and what it needs when it knows no such export', () => {
    expect(() => layoutOf(['a', 'b\u0007'], undefined, 1)).toThrow(
      'there is no column date, project, hours: the first line names the columns, at least date,project,hours or those of a detailed export of Toggl, Clockify, Harvest, solidtime, Kimai, Tempo, Everhour or Redmine; here it names a, b. If this is an export in another language, set the language of the tool',
    )
    expect(() => layoutOf(['userId', 'date', 'project'], undefined, 3)).toThrow(
      expect.objectContaining({ code: 'unknown_format', line: 3 }),
    )
  })

  it('names the columns that are missing where the format is forced', () => {
    expect(() => layoutOf(['Date', 'Project'], 'harvest', 1)).toThrow(
      'there is no column Hours: an export of Harvest has Date, Hours, Project; here it names Date, Project',
    )
    expect(layoutOf(['Date', 'Project', 'Hours'], 'harvest', 1).format).toBe('harvest')
  })

  it('refuses two columns of one name where it would have to choose', () => {
    const header = names(togglHeader)
    expect(() => layoutOf([...header, 'project '], undefined, 1)).toThrow('the column Project occurs twice')
    expect(layoutOf([...header, 'Tags'], undefined, 1).format).toBe('toggl')
  })
})
