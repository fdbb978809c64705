import { datesOfWeek, type Project } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import {
  matchingChoices,
  projectChoices,
  unlistedCodes,
} from '../../../src/components/project-picker/project-choices.ts'

const project = (code: string, part: Partial<Project> = {}): Project => ({
  code,
  name: `Name of ${code}`,
  billable: true,
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...part,
})
const dates = datesOfWeek('2026-W48')
const catalogue = [
  project('ACME', { client: 'Acme Ltd.' }),
  project('ENDED', { activeTo: '2026-11-22' }),
  project('ENDS', { activeTo: '2026-11-23' }),
]

it('offers recent projects first, then those of the catalogue that are active in the week', () => {
  const choices = projectChoices(['OLD', 'ACME'], catalogue, dates)
  expect(choices.map(({ code, client }) => [code, client])).toEqual([
    ['OLD', undefined],
    ['ACME', 'Acme Ltd.'],
    ['ENDS', undefined],
  ])
})

it('finds a project by its code, its name or its client, the exact code first', () => {
  const choices = projectChoices(['ACME-2'], catalogue, dates)
  expect(matchingChoices(choices, 'ltd').map(({ code }) => code)).toEqual(['ACME'])
  expect(matchingChoices(choices, 'name of ends').map(({ code }) => code)).toEqual(['ENDS'])
  expect(matchingChoices(choices, 'ACME').map(({ code }) => code)).toEqual(['ACME', 'ACME-2'])
})

it('finds a project that was typed in the full width of an input method', () => {
  const choices = projectChoices(['ACME-42'], [], dates)
  expect(matchingChoices(choices, 'ａｃｍｅ－４２').map(({ code }) => code)).toEqual(['ACME-42'])
})

it('offers no code whose hours would be rejected', () => {
  expect(unlistedCodes([], { unlistedProjects: 'refuse' })).toBe('free')
  expect(unlistedCodes(undefined, { unlistedProjects: 'refuse' })).toBe('asked')
  expect(unlistedCodes(catalogue, { unlistedProjects: 'warn' })).toBe('asked')
  expect(unlistedCodes(catalogue, { unlistedProjects: 'refuse' })).toBe('rejected')
  const choices = projectChoices(['OLD', 'ACME'], catalogue, dates, 'rejected')
  expect(choices.map(({ code }) => code)).toEqual(['ACME', 'ENDS'])
})
