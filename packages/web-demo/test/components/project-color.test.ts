import { expect, test } from 'vitest'
import { distinctProjectColors, projectColor } from '../../src/components/project-color.ts'

test('a project keeps its colour where no other has it', () => {
  expect(distinctProjectColors(['ACME-42']).get('ACME-42')).toBe(projectColor('ACME-42'))
})

test('up to eight projects of one chart have colours of their own', () => {
  const projects = Array.from({ length: 8 }, (_, index) => `PROJECT-${index * 8}`)
  expect(new Set(distinctProjectColors(projects).values()).size).toBe(8)
})

test('with more than eight projects each still has a colour', () => {
  const projects = Array.from({ length: 20 }, (_, index) => `P${index}`)
  expect([...distinctProjectColors(projects).values()].every((name) => /^project-[0-7]$/.test(name))).toBe(
    true,
  )
})
