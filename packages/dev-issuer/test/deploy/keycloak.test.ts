import { scopes } from 'timesheets-sdk/model'
import { isMachine, scopesOf } from 'timesheets-sdk/verify'
import { describe, expect, it } from 'vitest'
import realm from '../../../../deploy/keycloak/realm.json' with { type: 'json' }
import { tenant } from '../../src/seeds/tenant.ts'

/** By name, the roles that a client scope is limited to. */
const rolesOfScope = new Map(realm.scopeMappings.map(({ clientScope, roles }) => [clientScope, roles]))

const scopesOfRole = (role: string) => scopes.filter((scope) => rolesOfScope.get(scope)?.includes(role))

const machines = realm.clients.filter((client) => client.serviceAccountsEnabled)
const people = realm.clients.filter((client) => client.publicClient)

/** Keycloak fills it in from its environment when it imports the realm. */
const placeholder = (variable: string) => `\${${variable}}`

/** The tenant's machine clients, by their name here. */
const grants = {
  'timesheets-import': tenant.grants.importer.scope,
  'timesheets-office': tenant.grants.office.scope,
  'timesheets-payroll': tenant.grants.payroll.scope,
  'timesheets-reporting': tenant.grants.reporting.scope,
}

describe('deploy/keycloak', () => {
  it('offers every scope of the API, each limited to roles of the realm', () => {
    const names = realm.clientScopes.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(scopes))
    const roles = realm.roles.realm.map(({ name }) => name)
    expect([...rolesOfScope.keys()].sort()).toEqual([...scopes].sort())
    expect([...rolesOfScope.values()].flat().filter((role) => !roles.includes(role))).toEqual([])
    const used = realm.clients.flatMap((one) => [...one.defaultClientScopes, ...one.optionalClientScopes])
    expect(used.filter((scope) => !names.includes(scope))).toEqual([])
  })

  it.each(Object.values(tenant.roles))('gives the role $name the permissions of deploy/auth0', (role) => {
    expect(new Set(scopesOfRole(role.name))).toEqual(
      new Set(role.permissions.map(({ permission_name }) => permission_name)),
    )
  })

  it.each(Object.entries(grants))('gives the machine client %s the scopes of deploy/auth0', (id, scope) => {
    const client = machines.find(({ clientId }) => clientId === id)
    const granted = client?.defaultClientScopes.filter((name) => scopes.some((known) => known === name))
    expect(new Set(granted)).toEqual(new Set(scope))
    expect(new Set(scopesOfRole(id))).toEqual(new Set(scope))
    const account = realm.users.find(({ serviceAccountClientId }) => serviceAccountClientId === id)
    expect(account?.realmRoles).toEqual([id])
    expect(client?.secret).toMatch(/^\$\{[A-Z_]+\}$/)
    // The claims that a token of this client has: the API recognizes a machine by preferred_username.
    expect(client?.defaultClientScopes).toEqual(
      expect.arrayContaining(['basic', 'timesheets-api', 'profile']),
    )
    const claims = {
      sub: '5b1b4b5e',
      typ: 'Bearer',
      azp: id,
      preferred_username: account?.username,
      scope: ['profile', ...scope].join(' '),
    }
    expect(isMachine(claims, new Map([[id, undefined]]))).toBe(true)
    expect(scopesOf(claims)).toEqual(new Set(['profile', ...scope]))
  })

  it('has the same clients, addresses and lifetimes for people as deploy/auth0', () => {
    const { spa, cli, mobile } = tenant.clients
    expect(people.map(({ name, redirectUris }) => [name, redirectUris])).toEqual(
      [spa, cli, mobile].map(({ name, callbacks }) => [
        name,
        callbacks.map((address) => address.replace('##APP_ORIGIN##', placeholder('APP_ORIGIN'))),
      ]),
    )
    for (const { attributes, standardFlowEnabled, implicitFlowEnabled, ...client } of people) {
      expect(attributes).toMatchObject({ 'pkce.code.challenge.method': 'S256' })
      expect([standardFlowEnabled, implicitFlowEnabled]).toEqual([true, false])
      expect(client.optionalClientScopes).toEqual(expect.arrayContaining([...scopes, 'offline_access']))
      const device = 'oauth2.device.authorization.grant.enabled' in (attributes ?? {})
      expect(device).toBe(client.clientId === 'timesheets-cli')
    }
    expect(realm.accessTokenLifespan).toBe(tenant.api.token_lifetime)
    expect(realm.ssoSessionMaxLifespan).toBe(spa.refresh_token.token_lifetime)
    expect(realm.revokeRefreshToken).toBe(true)
  })

  it('puts the audience into every access token', () => {
    const audience = realm.clientScopes.find(({ name }) => name === 'timesheets-api')
    expect(audience?.protocolMappers).toMatchObject([
      {
        protocolMapper: 'oidc-audience-mapper',
        config: { 'included.custom.audience': placeholder('AUDIENCE') },
      },
    ])
    for (const { defaultClientScopes } of realm.clients)
      expect(defaultClientScopes).toContain('timesheets-api')
  })
})
