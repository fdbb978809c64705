import { describe, expect, it, test } from 'vitest'
import { DateSurvey } from '../../../src/import/cells/date-survey.ts'

function surveyOf(...dates: string[]) {
  const survey = new DateSurvey()
  for (const [index, date] of dates.entries()) survey.addDate(date, index + 2)
  return survey
}

const findings = (...dates: string[]) => surveyOf(...dates).findings(undefined)

describe('DateSurvey', () => {
  test.each<[string, string[]]>([
    ['ymd', ['2024-03-04', '2024-03-13']],
    ['dmy', ['03/04/2024', '13/04/2024']],
    ['mdy', ['03/04/2024', '04/13/2024']],
    ['ambiguous', ['03/04/2024', '05/06/2024']],
    ['dmy', ['2024-03-04', '13/04/2024']],
    ['ymd', []],
    ['ymd', ['nonsense']],
  ])('finds %s in %j', (order, dates) => {
    expect(findings(...dates).order).toBe(order)
  })

  it('does not ask where both orders say the same', () => {
    expect(findings('03/03/2024', '04.04.2024')).toMatchObject({
      order: 'dmy',
      from: '2024-03-03',
      to: '2024-04-04',
    })
  })

  it('says which date can be which two', () => {
    const { problem, from } = findings('04/04/2024', '03/04/2024')
    expect(problem).toContain('03/04/2024 (line 3) is 2024-04-03 or 2024-03-04')
    expect(from).toBeUndefined()
  })

  it('says where two orders are mixed', () => {
    const { order, problem } = findings('13/04/2024', '04/13/2024')
    expect(order).toBe('ambiguous')
    expect(problem).toContain('13/04/2024 (line 2)')
    expect(problem).toContain('04/13/2024 (line 3)')
  })

  it('believes what is said, also against the file', () => {
    expect(surveyOf('03/04/2024').findings('mdy')).toMatchObject({ order: 'mdy', from: '2024-03-04' })
    expect(surveyOf('13/04/2024').findings('mdy')).toMatchObject({ order: 'mdy', from: undefined })
    expect(surveyOf('2024-03-04').findings('mdy')).toMatchObject({ order: 'ymd', from: '2024-03-04' })
  })

  it('finds the first and last date in the order that it found', () => {
    expect(findings('02/04/2024', '01/12/2024', '13/05/2024')).toMatchObject({
      from: '2024-04-02',
      to: '2024-12-01',
    })
    expect(findings('02/04/2024', '01/12/2024', '05/13/2024')).toMatchObject({
      from: '2024-01-12',
      to: '2024-05-13',
    })
  })

  describe('where an entry ends on another day', () => {
    const order = (start: string, end: string, hours: number | undefined) => {
      const survey = new DateSurvey()
      const readings = survey.addDate(start, 2)
      if (readings) survey.addEnd(readings, end, hours === undefined ? undefined : hours * 3_600, 2)
      return survey.findings(undefined).order
    }

    test.each<[string, string, number | undefined, string]>([
      ['03/04/2024', '04/04/2024', 2, 'dmy'],
      ['03/04/2024', '03/05/2024', 2, 'mdy'],
      ['03/04/2024', '04/04/2024', 31 * 24, 'mdy'],
      ['03/04/2024', '13/04/2024', 2, 'dmy'],
      ['03/04/2024', '04/04/2024', undefined, 'ambiguous'],
      ['03/04/2024', '2024-04-04', 2, 'ambiguous'],
    ])('%s to %s in %s hours is %s', (start, end, hours, expected) => {
      expect(order(start, end, hours)).toBe(expected)
    })
  })
})
