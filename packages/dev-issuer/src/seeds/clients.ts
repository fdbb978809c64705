import type { ApiScope } from '../scopes.ts'

const passwordRealm = 'http://auth0.com/oauth/grant-type/password-realm'
const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code'

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
  grants?: readonly ApiScope[]
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

/**
 * The seeded applications, by client id. The secrets and the private key are demo values, published with the
 * source. They protect nothing; never reuse them for anything that matters.
 */
export const clients = {
  'm2m-push': {
    clientId: 'm2m-push',
    name: 'Timesheet import (machine)',
    authentication: 'secret',
    secret: 'm2m-push-demo-secret',
    grantTypes: ['client_credentials'],
    grants: ['read:timesheets', 'create:timesheets', 'delete:timesheets'],
    firstParty: true,
  },
  'm2m-office': {
    clientId: 'm2m-office',
    name: 'Office: roster, reports and webhooks (machine)',
    authentication: 'secret',
    secret: 'm2m-office-demo-secret',
    grantTypes: ['client_credentials'],
    grants: ['read:timesheets', 'create:timesheets', 'approve:timesheets', 'manage:timesheets'],
    firstParty: true,
  },
  'm2m-reader': {
    clientId: 'm2m-reader',
    name: 'Reporting (machine)',
    authentication: 'secret',
    secret: 'm2m-reader-demo-secret',
    grantTypes: ['client_credentials'],
    grants: ['read:timesheets'],
    firstParty: true,
  },
  'm2m-key': {
    clientId: 'm2m-key',
    name: 'Timesheet import with a key (machine)',
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
    grantTypes: ['client_credentials'],
    grants: ['read:timesheets', 'create:timesheets', 'delete:timesheets'],
    firstParty: true,
  },
  cli: {
    clientId: 'cli',
    name: 'Timesheets command line',
    authentication: null,
    grantTypes: ['authorization_code', deviceCode, 'password', passwordRealm, 'refresh_token'],
    responseTypes: ['code'],
    redirectUris: ['http://127.0.0.1:8976/callback'],
    firstParty: true,
  },
  spa: {
    clientId: 'spa',
    name: 'Timesheets',
    authentication: null,
    grantTypes: ['authorization_code', 'implicit', 'refresh_token'],
    responseTypes: ['code', 'id_token', 'id_token token'],
    redirectUris: ['http://localhost:4200/callback', 'http://localhost:4200/'],
    logoutUris: ['http://localhost:4200/', 'http://localhost:4200'],
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
    redirectUris: ['http://localhost:4200/callback', 'http://localhost:4200/'],
    logoutUris: ['http://localhost:4200/', 'http://localhost:4200'],
    firstParty: false,
  },
} as const satisfies Record<string, DevClient>

/** The default origin of the single-page applications. */
export const defaultSpaOrigins: readonly string[] = ['http://localhost:4200']

/**
 * All clients, with the single-page applications at these origins: sign-in returns to `/callback`, sign-out
 * to `/`.
 */
export function clientsAt(spaOrigins: readonly string[]): DevClient[] {
  const places = {
    redirectUris: spaOrigins.flatMap((origin) => [`${origin}/callback`, `${origin}/`]),
    logoutUris: spaOrigins.flatMap((origin) => [`${origin}/`, origin]),
  }
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
