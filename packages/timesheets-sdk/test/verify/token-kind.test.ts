import { describe, expect, it } from 'vitest'
import { refuseOtherKinds } from '../../src/verify/token-kind.ts'
import { thrownBy } from './support/tokens.ts'

describe('refuseOtherKinds', () => {
  it.each([{}, { typ: 'Bearer' }, { token_use: 'access' }])('lets %j pass', (claims) => {
    expect(() => refuseOtherKinds(claims)).not.toThrow()
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
  ])('knows an ID token by %j', (claims) => {
    expect(thrownBy(() => refuseOtherKinds(claims))).toMatchObject({ reason: 'id_token' })
  })

  it.each([
    { typ: 'Refresh' },
    { typ: 'Offline' },
    { typ: 'Logout' },
    { token_use: 'refresh' },
    { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
  ])('knows a refresh or logout token by %j', (claims) => {
    expect(thrownBy(() => refuseOtherKinds(claims))).toMatchObject({ reason: 'wrong_type' })
  })

  it.each([{ typ: 1 }, { typ: null }, { typ: ['ID'] }, { token_use: { toString: null } }])(
    'refuses a kind that is no text, as in %j',
    (claims) => {
      expect(thrownBy(() => refuseOtherKinds(claims))).toMatchObject({ reason: 'bad_claim' })
    },
  )
})
