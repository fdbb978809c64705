import { describe, expect, it } from 'vitest'
import { clientOf, isMachine, type MachineClients } from '../../../src/verify/token/machine.ts'
import { thrownBy } from '../support/tokens.ts'

const configured: MachineClients = new Map([
  ['push', undefined],
  ['ak-push', '8f2c6d'],
])
const keycloak = { sub: '5b1b4b5e-0001', typ: 'Bearer', acr: '1' }

/** The rows of the table in docs/auth0.md, "Tokens of machine clients". */
describe('isMachine', () => {
  it.each<[string, Record<string, unknown>]>([
    ['gty of Auth0', { gty: 'client-credentials', sub: 'm2m@clients', azp: 'm2m' }],
    ['idtyp of Entra, v2', { idtyp: 'app', sub: '11e1-4b', azp: 'm2m', oid: '11e1-4b' }],
    ['idtyp of Entra, v1', { idtyp: 'app', sub: '11e1-4b', appid: 'm2m' }],
    ['sub = client_id (RFC 9068, Hydra, Cognito)', { sub: 'push', client_id: 'push', auth_time: 1 }],
    ['sub = cid (Okta)', { sub: 'push', cid: 'push' }],
    ['sub = <client>@clients (Auth0 with the RFC 9068 profile)', { sub: 'push@clients', client_id: 'push' }],
    [
      'service-account-<client> (Keycloak)',
      { ...keycloak, azp: 'push', client_id: 'push', preferred_username: 'service-account-push' },
    ],
    ['the subject configured for the client', { sub: '8f2c6d', azp: 'ak-push' }],
  ])('is true for %s', (_sign, claims) => {
    expect(isMachine(claims, configured)).toBe(true)
  })

  it.each<[string, Record<string, unknown>]>([
    ['a client that is not configured', { sub: 'auth0|1', azp: 'spa', amr: ['pwd'] }],
    ['Okta, for a client that is not configured', { sub: 'ann@abc.example', cid: 'spa', uid: '00u1' }],
    ['gty, for a configured client', { gty: 'authorization_code', sub: 'push', azp: 'push' }],
    ['a malformed gty', { gty: ['client-credentials'], sub: 'm2m@clients', azp: 'm2m' }],
    ['gty that is null', { gty: null, sub: 'push', azp: 'push' }],
    ['idtyp, for a configured client', { idtyp: 'user', sub: 'push', azp: 'push' }],
    ['no client', { sub: 'push@clients' }],
    ['a client only in sub', { sub: 'push' }],
    ['another client’s subject', { sub: 'other@clients', azp: 'spa' }],
    [
      'another client’s service account',
      { ...keycloak, azp: 'spa', preferred_username: 'service-account-push' },
    ],
  ])('is false for %s', (_sign, claims) => {
    expect(isMachine(claims, configured)).toBe(false)
  })

  it.each<[string, Record<string, unknown>]>([
    ['a person signed in by a configured client', { sub: 'auth0|1', azp: 'push' }],
    ['the same from Keycloak', { ...keycloak, azp: 'push', preferred_username: 'ann' }],
    [
      'a person who chose the client’s name for their subject',
      { sub: 'push', client_id: 'push', amr: ['pwd'] },
    ],
    ['the same from Okta', { sub: 'push', cid: 'push', uid: '00u1' }],
    ['sub = <client>@clients of a client that is not configured', { sub: 'spa@clients', azp: 'spa' }],
    ['sub = client_id of a client that is not configured', { sub: 'spa', client_id: 'spa' }],
    [
      'a service account of a client that is not configured',
      { ...keycloak, azp: 'spa', preferred_username: 'service-account-spa' },
    ],
    [
      'different azp and client_id, with the machine client in azp',
      { sub: 'other', azp: 'push', client_id: 'other' },
    ],
    ['a subject other than the configured one', { sub: 'ak-push', azp: 'ak-push' }],
  ])('rejects as ambiguous %s', (_title, claims) => {
    expect(thrownBy(() => isMachine(claims, configured))).toMatchObject({ reason: 'ambiguous_caller' })
  })

  it.each([
    { azp: '' },
    { azp: null },
    { azp: 1 },
    { client_id: ['m2m'] },
    { cid: ' m2m' },
    { appid: 'm\u0000' },
  ])('rejects the client in %j', (claims) => {
    expect(thrownBy(() => isMachine({ sub: 'x', ...claims }, configured))).toMatchObject({
      reason: 'bad_claim',
    })
  })
})

describe('clientOf', () => {
  it.each<[string | null, Record<string, unknown>, string, boolean]>([
    ['spa', { azp: 'spa', client_id: 'other' }, 'auth0|1', false],
    ['spa', { client_id: 'spa' }, 'auth0|1', false],
    ['spa', { cid: 'spa' }, 'auth0|1', false],
    ['spa', { appid: 'spa' }, 'auth0|1', false],
    [null, {}, 'auth0|1', false],
    [null, {}, 'm2m@clients', false],
    ['m2m', {}, 'm2m@clients', true],
    ['m2m', {}, 'm2m', true],
    ['push', { azp: 'push' }, 'm2m@clients', true],
  ])('is %j for %j of %s (machine: %s)', (expected, claims, subject, machine) => {
    expect(clientOf(claims, subject, machine)).toBe(expected)
  })

  it('rejects a client id that is not a string', () => {
    expect(thrownBy(() => clientOf({ azp: {} }, 'auth0|1', false))).toMatchObject({ reason: 'bad_claim' })
  })
})
