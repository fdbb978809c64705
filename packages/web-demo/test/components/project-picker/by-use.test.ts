import { expect, it } from 'vitest'
import { byUse } from '../../../src/components/project-picker/by-use.ts'

const on = (project: string, ...dates: string[]) => dates.map((date) => ({ project, date }))

it('offers what is used most, and what is used now before what was used longer', () => {
  const old = on('OLD', '2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09')
  const now = on('NOW', '2026-11-23', '2026-11-24', '2026-11-25')
  const once = on('ONCE', '2026-11-25')
  expect(byUse([...old, ...once, ...now], '2026-11-25')).toEqual(['NOW', 'ONCE', 'OLD'])
})
