import { describe, expect, it } from 'vitest'
import { rejectBoundToken, rejectOtherKinds } from '../../../src/verify/token/token-kind.ts'
import { thrownBy } from '../support/tokens.ts'

describe('rejectOtherKinds', () => {
  it.each([
    {},
    { typ: 'Bearer' },
    { token_use: 'access' },
    { typ: 'Bearer', nonce: 'n-1' },
    { typ: 'bearer', nonce: '' },
  ])('accepts %j', (claims) => {
    expect(() => rejectOtherKinds(claims)).not.toThrow()
  })

  it.each([
    { nonce: 'n' },
    { nonce: '' },
    { at_hash: 'h' },
    { c_hash: 'h' },
    { s_hash: 'h' },
    { typ: 'ID' },
    { typ: 'id' },
    { token_use: 'id' },
    { typ: 'Bearer', token_use: 'id' },
    { typ: 'Bearer', at_hash: 'h' },
    { typ: 'ID', nonce: 'n' },
    { token_use: 'access', nonce: 'n' },
  ])('recognizes an ID token by %j', (claims) => {
    expect(thrownBy(() => rejectOtherKinds(claims))).toMatchObject({ reason: 'id_token' })
  })

  it.each([
    { typ: 'Refresh' },
    { typ: 'Offline' },
    { typ: 'Logout' },
    { token_use: 'refresh' },
    { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
  ])('recognizes a refresh or logout token by %j', (claims) => {
    expect(thrownBy(() => rejectOtherKinds(claims))).toMatchObject({ reason: 'wrong_type' })
  })

  it.each([{ typ: 1 }, { typ: null }, { typ: ['ID'] }, { token_use: { toString: null } }])(
    'rejects a kind that is not a string, as in %j',
    (claims) => {
      expect(thrownBy(() => rejectOtherKinds(claims))).toMatchObject({ reason: 'bad_claim' })
    },
  )
})

describe('rejectBoundToken', () => {
  it.each([
    { cnf: { jkt: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' } },
    { cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' } },
    { cnf: {} },
    { cnf: null },
  ])('rejects %j', (claims) => {
    expect(thrownBy(() => rejectBoundToken(claims))).toMatchObject({ reason: 'bound_token' })
  })

  it('accepts a token without cnf', () => {
    expect(() => rejectBoundToken({ jkt: 'x' })).not.toThrow()
  })
})
