import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scopesOf } from '../../../src/verify/token/scopes.ts'
import { thrownBy } from '../support/tokens.ts'

describe('scopesOf', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['scope alone', { scope: 'read:timesheets create:timesheets' }, ['read:timesheets', 'create:timesheets']],
    ['permissions alone', { permissions: ['read:timesheets'] }, ['read:timesheets']],
    [
      'the scopes that are in both',
      { scope: 'openid read:timesheets', permissions: ['read:timesheets', 'approve:timesheets'] },
      ['read:timesheets'],
    ],
    ['nothing if the user has no permissions', { scope: 'read:timesheets', permissions: [] }, []],
    ['nothing if the client was granted nothing', { scope: '', permissions: ['read:timesheets'] }, []],
    ['nothing if both are missing', {}, []],
    ['names separated by several spaces', { scope: '  a   b ' }, ['a', 'b']],
    ['scope as a list', { scope: ['read:timesheets', 'a b'] }, ['read:timesheets', 'a b']],
    ['scp as a list, as at Okta', { scp: ['read:timesheets'] }, ['read:timesheets']],
    ['scp as a string, as at Entra', { scp: 'openid read:timesheets' }, ['openid', 'read:timesheets']],
    [
      'the scopes that are in scope, scp and permissions',
      { scope: 'a b c', scp: ['b', 'c'], permissions: ['c', 'd'] },
      ['c'],
    ],
    ['names with commas as one name', { scope: 'a,b' }, ['a,b']],
  ])('reads %s', (_title, claims, scopes) => {
    expect([...scopesOf(claims)]).toEqual(scopes)
  })

  it.each([
    { scope: ['read:timesheets', 1] },
    { scope: { 0: 'read:timesheets' } },
    { scope: null },
    { scp: null },
    { scp: 1 },
    { scope: 'read:timesheets', scp: [null] },
    { scope: 1 },
    { permissions: 'read:timesheets' },
    { permissions: null },
    { permissions: ['read:timesheets', 1] },
    { permissions: { 0: 'read:timesheets' } },
    { scope: 'read:timesheets', permissions: null },
  ])('rejects malformed %j', (claims) => {
    expect(thrownBy(() => scopesOf(claims))).toMatchObject({ reason: 'bad_claim' })
  })

  it('never grants more than scope or permissions alone', () => {
    const names = fc.array(fc.constantFrom<string[]>('a', 'b', 'c', 'd'))
    fc.assert(
      fc.property(names, names, (granted, permissions) => {
        const scopes = scopesOf({ scope: granted.join(' '), permissions })
        for (const name of ['a', 'b', 'c', 'd']) {
          expect(scopes.has(name)).toBe(granted.includes(name) && permissions.includes(name))
        }
      }),
    )
  })
})
