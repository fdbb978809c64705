import { tenant } from './tenant.ts'

const passwordRealm = 'http://auth0.com/oauth/grant-type/password-realm'

/** One application of the tenant. `null` as `authentication` is a public client (RFC 6749 section 2.1). */
export interface DevClient {
  clientId: string
  name: string
  /** `secret`: by basic, post or JSON body, as in Auth0; `privateKeyJwt`: RFC 7523 section 2.2. */
  authentication: 'secret' | 'privateKeyJwt' | null
  secret?: string
  /** The key pair of a `privateKeyJwt` client, as a JWK. A tenant would hold the public half only. */
  privateJwk?: PrivateEcJwk
  grantTypes: readonly string[]
  responseTypes?: readonly ('code' | 'id_token' | 'id_token token')[]
  redirectUris?: readonly string[]
  logoutUris?: readonly string[]
  /** The client's scopes for client credentials (Auth0's client grant). */
  grants?: readonly string[]
  /** A first-party client asks for no consent. */
  firstParty: boolean
}

export interface PrivateEcJwk {
  kty: 'EC'
  crv: 'P-256'
  alg: 'ES256'
  use: 'sig'
  kid: string
  x: string
  y: string
  d: string
}

/** The origin of the single-page applications on a developer's machine. */
const devOrigin = 'http://localhost:4200'

/** The addresses of the tenant's single-page application, if it is at these origins. */
function placesAt(origins: readonly string[]) {
  const { callbacks, allowed_logout_urls } = tenant.clients.spa
  const at = (origin: string, addresses: readonly string[]) =>
    addresses.map((address) => address.replace('##APP_ORIGIN##', origin))
  return {
    redirectUris: origins.flatMap((origin) => [...at(origin, callbacks), `${origin}/`]),
    logoutUris: origins.flatMap((origin) => [...at(origin, allowed_logout_urls), origin]),
  }
}

/**
 * The seeded applications, by client id: those of `deploy/auth0`, and some that only a laptop needs. The
 * secrets and the private key are demo values, published with the source. They protect nothing; never reuse
 * them for anything that matters.
 */
export const clients = {
  'm2m-push': {
    clientId: 'm2m-push',
    name: tenant.clients.importer.name,
    authentication: 'secret',
    secret: 'm2m-push-demo-secret',
    grantTypes: tenant.clients.importer.grant_types,
    grants: tenant.grants.importer.scope,
    firstParty: true,
  },
  'm2m-office': {
    clientId: 'm2m-office',
    name: tenant.clients.office.name,
    authentication: 'secret',
    secret: 'm2m-office-demo-secret',
    grantTypes: tenant.clients.office.grant_types,
    grants: tenant.grants.office.scope,
    firstParty: true,
  },
  'm2m-payroll': {
    clientId: 'm2m-payroll',
    name: tenant.clients.payroll.name,
    authentication: 'secret',
    secret: 'm2m-payroll-demo-secret',
    grantTypes: tenant.clients.payroll.grant_types,
    grants: tenant.grants.payroll.scope,
    firstParty: true,
  },
  'm2m-reader': {
    clientId: 'm2m-reader',
    name: tenant.clients.reporting.name,
    authentication: 'secret',
    secret: 'm2m-reader-demo-secret',
    grantTypes: tenant.clients.reporting.grant_types,
    grants: tenant.grants.reporting.scope,
    firstParty: true,
  },
  // The tenant's import client with a key in place of its secret.
  'm2m-key': {
    clientId: 'm2m-key',
    name: `${tenant.clients.importer.name} with a key`,
    authentication: 'privateKeyJwt',
    privateJwk: {
      kty: 'EC',
      crv: 'P-256',
      alg: 'ES256',
      use: 'sig',
      kid: 'm2m-key-1',
      x: 'sus0b6Y7G0YHkXmMR1SlkW7O4Q48PsKFn81q7hrNajE',
      y: 'ZhlENGds53wklXP0BwK3vWJrpFG3czMnWyrh9qkZUjQ',
      d: 'RaWQLvBOUowFTbJavtHob9n9iLGDOfOPD4bNumoA29o',
    },
    grantTypes: tenant.clients.importer.grant_types,
    grants: tenant.grants.importer.scope,
    firstParty: true,
  },
  cli: {
    clientId: 'cli',
    name: tenant.clients.cli.name,
    authentication: null,
    // The password grants are for tests and curl alone: no client of the tenant has them.
    grantTypes: [...tenant.clients.cli.grant_types, 'password', passwordRealm],
    responseTypes: ['code'],
    redirectUris: tenant.clients.cli.callbacks,
    firstParty: true,
  },
  mobile: {
    clientId: 'mobile',
    name: tenant.clients.mobile.name,
    authentication: null,
    grantTypes: tenant.clients.mobile.grant_types,
    responseTypes: ['code'],
    redirectUris: tenant.clients.mobile.callbacks,
    logoutUris: tenant.clients.mobile.allowed_logout_urls,
    firstParty: true,
  },
  spa: {
    clientId: 'spa',
    name: tenant.clients.spa.name,
    authentication: null,
    // The application offers the implicit flow on localhost; the tenant leaves it off.
    grantTypes: [...tenant.clients.spa.grant_types, 'implicit'],
    responseTypes: ['code', 'id_token', 'id_token token'],
    ...placesAt([devOrigin]),
    firstParty: true,
  },
  'third-party': {
    clientId: 'third-party',
    name: 'Third-party reporting',
    authentication: 'secret',
    secret: 'third-party-demo-secret',
    grantTypes: ['authorization_code', 'refresh_token'],
    responseTypes: ['code'],
    redirectUris: ['http://localhost:4300/callback'],
    logoutUris: ['http://localhost:4300/'],
    firstParty: false,
  },
  'third-party-spa': {
    clientId: 'third-party-spa',
    name: 'Third-party week planner',
    authentication: null,
    grantTypes: ['authorization_code', 'implicit', 'refresh_token'],
    responseTypes: ['code', 'id_token', 'id_token token'],
    ...placesAt([devOrigin]),
    firstParty: false,
  },
} as const satisfies Record<string, DevClient>

/** The default origin of the single-page applications. */
export const defaultSpaOrigins: readonly string[] = [devOrigin]

/**
 * All clients, with the single-page applications at these origins: sign-in returns to `/callback`, sign-out
 * to `/`.
 */
export function clientsAt(spaOrigins: readonly string[]): DevClient[] {
  const places = placesAt(spaOrigins)
  return Object.values<DevClient>({
    ...clients,
    spa: { ...clients.spa, ...places },
    'third-party-spa': { ...clients['third-party-spa'], ...places },
  })
}

/** The client with this id, or `undefined`. */
export function findClient(clientId: string): DevClient | undefined {
  return Object.values<DevClient>(clients).find((client) => client.clientId === clientId)
}
