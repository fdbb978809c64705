import { describe, expect, it } from 'vitest'
import { clientOf, isMachine } from '../../src/verify/machine.ts'
import { thrownBy } from './support/tokens.ts'

const known = new Set(['nightly-push'])

describe('isMachine', () => {
  it.each<[boolean, string, Record<string, unknown>]>([
    [true, 'gty says so', { gty: 'client-credentials', sub: 'anything' }],
    [false, 'gty says password', { gty: 'password', sub: 'm2m@clients', azp: 'm2m' }],
    [
      false,
      'gty says otherwise of a known client',
      { gty: 'authorization_code', sub: 'x', azp: 'nightly-push' },
    ],
    [false, 'gty has another form', { gty: ['client-credentials'], sub: 'm2m@clients', azp: 'm2m' }],
    [false, 'gty is null', { gty: null, sub: 'm2m@clients', azp: 'm2m' }],
    [true, 'sub is azp@clients', { sub: 'm2m@clients', azp: 'm2m' }],
    [true, 'sub is client_id@clients', { sub: 'm2m@clients', client_id: 'm2m' }],
    [false, 'sub is another client’s', { sub: 'other@clients', azp: 'm2m' }],
    [
      false,
      'sub is client_id@clients, but azp is another',
      { sub: 'm2m@clients', azp: 'spa', client_id: 'm2m' },
    ],
    [false, 'sub ends in @clients and no client is named', { sub: 'm2m@clients' }],
    [false, 'sub equals client_id, which a user could choose', { sub: 'm2m', client_id: 'm2m' }],
    [true, 'azp is a known machine', { sub: 'service-account', azp: 'nightly-push' }],
    [true, 'client_id is a known machine', { sub: 'nightly-push', client_id: 'nightly-push' }],
    [false, 'sub alone is a known machine', { sub: 'nightly-push' }],
    [false, 'a person signed in', { sub: 'auth0|1', azp: 'spa' }],
  ])('is %s where %s', (expected, _what, claims) => {
    expect(isMachine(claims, known)).toBe(expected)
  })

  it.each([{ azp: '' }, { azp: null }, { azp: 1 }, { client_id: ['m2m'] }])('refuses %j', (claims) => {
    expect(thrownBy(() => isMachine({ sub: 'x', ...claims }, known))).toMatchObject({ reason: 'bad_claim' })
  })
})

describe('clientOf', () => {
  it.each<[string | null, Record<string, unknown>, string, boolean]>([
    ['spa', { azp: 'spa', client_id: 'other' }, 'auth0|1', false],
    ['spa', { client_id: 'spa' }, 'auth0|1', false],
    [null, {}, 'auth0|1', false],
    [null, {}, 'm2m@clients', false],
    ['m2m', {}, 'm2m@clients', true],
    ['m2m', {}, 'm2m', true],
    ['push', { azp: 'push' }, 'm2m@clients', true],
  ])('is %j for %j of %s (machine: %s)', (expected, claims, subject, machine) => {
    expect(clientOf(claims, subject, machine)).toBe(expected)
  })

  it('refuses a client id that is no string', () => {
    expect(thrownBy(() => clientOf({ azp: {} }, 'auth0|1', false))).toMatchObject({ reason: 'bad_claim' })
  })
})
