import { describe, expect, it, test } from 'vitest'
import { clockify, entriesOf, harvest, rejectionsOf, rowsOf, toggl } from '../support/exports.ts'

describe('hours', () => {
  test.each<[string, number]>([
    ['7.5', 7.5],
    ['7,5', 7.5],
    ['0.33', 0.3333],
    ['0,25', 0.25],
    ['8', 8],
    ['7:30', 7.5],
    ['2.000,0', 2000],
  ])('of Harvest: %s', async (Hours, hours) => {
    expect(await entriesOf(harvest({ Hours }))).toMatchObject([{ hours }])
  })

  it('of Harvest with three digits are read as the other rows are written', async () => {
    const hours = async (...texts: string[]) =>
      (await entriesOf(harvest(...texts.map((Hours) => ({ Hours }))))).map((entry) => entry.hours)
    expect(await hours('2.500', '7,5')).toEqual([2500, 7.5])
    expect(await hours('2.500', '7.5')).toEqual([2.5, 7.5])
    expect(await rejectionsOf(harvest({ Hours: '2.500' }))).toEqual(['2 Hours invalid_format'])
  })

  it('of Clockify come from the exact duration, not from the decimal that was rounded', async () => {
    const short = { 'Duration (h)': '00:00:15', 'Duration (decimal)': '0.00' }
    expect(await rejectionsOf(clockify(short))).toEqual(['2 Duration (h) hours_off_increment'])
    expect(await entriesOf(clockify(short), { rounding: 'up' })).toMatchObject([{ hours: 0.0167 }])
    const third = { 'Duration (h)': '00:20:00', 'Duration (decimal)': '0.33' }
    expect(await entriesOf(clockify(third))).toMatchObject([{ hours: 0.3333 }])
  })

  it('come from start and end if only the duration is rounded', async () => {
    const row = { 'Start Time': '10:00:10', 'End Time': '10:13:40' }
    const rounded = (text: string) =>
      entriesOf(clockify({ ...row, 'Duration (h)': text }), { rounding: 'up' })
    expect(await rounded('0:13')).toMatchObject([{ hours: 0.2333 }])
    expect(await rounded('0.23')).toMatchObject([{ hours: 0.2333 }])
    // A contradicting duration was rounded on purpose.
    expect(await rounded('0:15')).toMatchObject([{ hours: 0.25 }])
    const withoutSeconds = { 'Start Time': '10:00', 'End Time': '10:13', 'Duration (h)': '0:13' }
    expect(await entriesOf(clockify(withoutSeconds))).toMatchObject([{ hours: 0.2167 }])
  })

  it('come from start and end if the duration is missing', async () => {
    const own =
      'Project,Start date,Start time,Stop date,Stop time\nACME-42,2026-11-23,23:00:00,2026-11-24,01:30:00\n'
    expect(await entriesOf(own)).toMatchObject([{ date: '2026-11-23', hours: 2.5 }])
  })

  it('come from start and end, past midnight too, where there is neither a duration nor an end date', async () => {
    const content = 'Project,Start date,Start time,Stop time\nACME-42,2026-11-23,23:00,01:30\n'
    expect(await entriesOf(content, { format: 'toggl' })).toMatchObject([{ date: '2026-11-23', hours: 2.5 }])
    const running = 'Project,Start date,Start time,Stop time\nACME-42,2026-11-23,23:00,\n'
    expect(await rejectionsOf(running, { format: 'toggl' })).toEqual(['2 Stop time missing_field'])
  })

  test.each(['-1:00:00', '\u22121:00:00', '-0.5', '(1:00)', '1,00-'])(
    'of %s are negative, whatever start and end say',
    async (Duration) => {
      const row = { Duration, 'End date': '2026-11-23', 'End time': '11:00:00' }
      expect(await rejectionsOf(toggl(row))).toEqual(['2 Duration hours_not_positive'])
    },
  )

  it.each(['krank', 'storniert', 'cancelled'])(
    'of %s are none, whatever start and end say',
    async (Duration) => {
      const row = { Duration, 'End date': '2026-11-23', 'End time': '11:00:00' }
      expect(await rejectionsOf(toggl(row))).toEqual(['2 Duration invalid_format'])
    },
  )

  it('of a tool without end times are simply missing', async () => {
    const [row] = await rowsOf(harvest({ Hours: '' }))
    expect(row).toMatchObject({ violations: [{ column: 'Hours', message: 'the hours are missing' }] })
  })

  it('are missing while the timer runs', async () => {
    const running = { Duration: '', 'End date': '', 'End time': '' }
    expect(await rejectionsOf(toggl(running))).toEqual(['2 Duration missing_field'])
    const backwards = { Duration: '', 'End date': '2026-11-23', 'End time': '09:00:00' }
    expect(await rejectionsOf(toggl(backwards))).toEqual(['2 End time invalid_value'])
  })

  test.each(['00:00:00', '0'])('of %s are no entry', async (Duration) => {
    expect(await rejectionsOf(toggl({ Duration }), { rounding: 'up' })).toEqual([
      '2 Duration hours_not_positive',
    ])
  })

  it('that do not fit are rejected with what each rounding would give', async () => {
    const [row] = await rowsOf(toggl({ Duration: '01:07:30' }), { incrementMinutes: 15 })
    expect(row).toMatchObject({
      line: 2,
      violations: [
        {
          code: 'hours_off_increment',
          path: '/hours',
          column: 'Duration',
          message:
            '1:07:30 does not fit increments of 15 minutes; rounded it is: nearest 1:15, up 1:15, down 1:00',
        },
      ],
    })
  })

  test.each([
    ['nearest', 1.25],
    ['up', 1.25],
    ['down', 1],
  ] as const)('are rounded %s where that is asked for', async (rounding, hours) => {
    const entries = await entriesOf(toggl({ Duration: '01:07:30' }), { incrementMinutes: 15, rounding })
    expect(entries).toMatchObject([{ hours }])
  })

  it('that fit are left alone', async () => {
    expect(await entriesOf(toggl({}), { incrementMinutes: 15, rounding: 'up' })).toMatchObject([
      { hours: 1.5 },
    ])
  })

  it('that are rounded to nothing are no entry', async () => {
    const [row] = await rowsOf(toggl({ Duration: '00:05:00' }), { incrementMinutes: 15, rounding: 'down' })
    expect(row).toMatchObject({
      violations: [
        {
          code: 'hours_not_positive',
          message: '0:05 rounded to increments of 15 minutes is nothing; rounded up it is 0:15',
        },
      ],
    })
  })
})
