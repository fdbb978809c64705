import type { Scope } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { mayOpen, pagesFor } from '../../src/shell/pages.ts'

it.each<[string, Scope[], string]>([
  ['everyone', [], 'week month entries reports'],
  ['a manager', ['approve:timesheets'], 'week month entries reports team approvals'],
  ['payroll', ['approve:timesheets', 'approve:any'], 'week month entries reports team approvals payroll'],
  ['an administrator', ['manage:timesheets'], 'week month entries reports payroll people projects settings'],
])('%s may open the pages of their scopes', (_person, scopes, pages) => {
  const may = (scope: Scope) => scopes.includes(scope)
  const caller = { userId: 'ada', person: null, isMachine: false, scopes: new Set(scopes), may }
  expect(
    pagesFor(caller)
      .map(({ text }) => text)
      .join(' '),
  ).toBe(pages)
  expect(mayOpen('/people', caller)).toBe(scopes.includes('manage:timesheets'))
})
