import { expect, it } from 'vitest'
import { personBody, personProblems, personValues } from '../../../src/features/people/person-form.ts'

const values = {
  ...personValues({ userId: 'auth0|ada', name: 'Ada', timeZone: 'Etc/UTC' }, '2026-11-29'),
  email: 'ada@abc.example',
}

it('makes the body of a request, and leaves out what is empty', () => {
  expect(personBody({ ...values, expectedHoursPerWeek: '38,5' })).toEqual({
    name: 'Ada',
    kind: 'employee',
    email: 'ada@abc.example',
    expectedHoursPerWeek: 38.5,
    activeFrom: '2026-11-29',
    timeZone: 'Etc/UTC',
  })
})

it.each([
  ['３８．５', 38.5],
  ['３８，５', 38.5],
  [' 38. ', 38],
  ['1e1', Number.NaN],
  ['0x10', Number.NaN],
  ['1.234,5', Number.NaN],
])('reads the number %s as a person means it', (text, hours) => {
  expect(personBody({ ...values, expectedHoursPerWeek: text }).expectedHoursPerWeek).toBe(hours)
})

it('takes the hours of a week from its days, where these are given', () => {
  expect(personBody({ ...values, weekday0: '8', weekday2: '7.5' })).toMatchObject({
    expectedHoursPerWeek: 15.5,
    hoursByWeekday: [8, 0, 7.5, 0, 0, 0, 0],
  })
})

it('finds the problems that the API would find, by field', () => {
  const problems = personProblems({
    ...values,
    userId: '',
    name: ' ',
    email: 'ada',
    expectedHoursPerWeek: 'many',
  })
  expect([...problems.keys()].sort()).toEqual(['email', 'expectedHoursPerWeek', 'name', 'userId'])
  expect(problems.get('email')?.message).toBe('must be an e-mail address')
  // Members that contradict each other are compared once each of them is valid.
  expect([...personProblems({ ...values, activeTo: '2026-01-01' }).keys()]).toEqual(['activeTo'])
  expect(personProblems(values).size).toBe(0)
})
