import { createServer, type Server } from 'node:http'
import { Provider } from 'oidc-provider'
import initializeKeystore from 'oidc-provider/lib/helpers/initialize_keystore.js'
import { assets } from './http/assets.ts'
import { acceptJsonBody, acceptReturnTo, respondLikeAuth0 } from './http/auth0-compat.ts'
import { devicePolling } from './http/device-polling.ts'
import { interactions } from './http/interactions.ts'
import { rotateKeysEndpoint } from './http/rotate-keys-endpoint.ts'
import { securityHeaders } from './http/security-headers.ts'
import { userinfoForJwts } from './http/userinfo.ts'
import { createApis } from './provider/apis.ts'
import { registerClientCredentialsGrant } from './provider/client-credentials-grant.ts'
import { allowImplicitOnLocalhost } from './provider/client-metadata.ts'
import { providerConfiguration } from './provider/configuration.ts'
import { createSigningKeys } from './provider/keys.ts'
import { registerPasswordGrant } from './provider/password-grant.ts'
import { defaultSpaOrigins } from './seeds/clients.ts'
import { tenant } from './seeds/tenant.ts'

export interface DevIssuerOptions {
  /** Default: 9000; 0 takes a free port. */
  port?: number
  host?: 'localhost'
  /** Lifetime of access tokens. Default: that of the API in `deploy/auth0`. */
  accessTokenLifetimeSeconds?: number
  /** Lifetime of a code for the sign-in on another device. Default: 900. */
  deviceCodeLifetimeSeconds?: number
  /** How long such a device waits between two polls. Default: 5. */
  deviceCodeIntervalSeconds?: number
  /** The API's audience, or several. Default: `https://api.timesheets.example.com`. */
  audience?: string | readonly string[]
  /** The origins of the single-page applications. Default: `http://localhost:4200`. */
  spaOrigins?: readonly string[]
  /** Whether DPoP proofs need a nonce of the issuer (RFC 9449 section 8). Default: false. */
  dpopNonces?: boolean
  /** Default: RS256. HS256 signs access tokens with `secret`; ID tokens stay RS256. */
  signingAlg?: 'RS256' | 'HS256'
  /** The key of HS256, at least 32 bytes (RFC 7518 section 3.2). */
  secret?: string
  /** Receives a line for each internal error and each key rotation. Default: no log. */
  log?: (line: string) => void
}

export interface DevIssuer {
  /** `http://localhost:<port>/`, with the trailing slash that Auth0's issuers have. */
  issuer: string
  port: number
  /**
   * Signs with a new key from now on. `keepOld: false` (default: true) removes the old keys from the JWKS at
   * once.
   */
  rotateKeys(options?: { keepOld?: boolean }): Promise<void>
  /** Closes every connection, busy ones too. */
  stop(): Promise<void>
}

export const defaultAudience = 'https://api.timesheets.example.com'

/**
 * Starts a stand-in for an Auth0 tenant, in memory: seeded people and clients, and tokens with Auth0's
 * claims. For development and tests only: its passwords and secrets are published with its source.
 *
 * Throws a RangeError on an HS256 secret under 32 bytes, and the system's error (`code` EADDRINUSE) on a
 * taken port.
 */
export async function startDevIssuer(options: DevIssuerOptions = {}): Promise<DevIssuer> {
  const {
    host = 'localhost',
    log = () => {},
    accessTokenLifetimeSeconds = tenant.api.token_lifetime,
    deviceCodeLifetimeSeconds = 900,
    deviceCodeIntervalSeconds = 5,
    dpopNonces = false,
    signingAlg = 'RS256',
    spaOrigins = defaultSpaOrigins,
  } = options
  const { secret } = options
  if (signingAlg === 'HS256' && Buffer.byteLength(secret ?? '') < 32) {
    throw new RangeError('signingAlg HS256 needs a secret of at least 32 bytes (RFC 7518 section 3.2)')
  }
  const audiences = [options.audience ?? defaultAudience].flat()
  const apis = createApis(audiences, { signingAlg, secret, lifetimeSeconds: accessTokenLifetimeSeconds })
  const keys = await createSigningKeys()

  const server = createServer()
  // The issuer's name contains the port, so the server listens first. No request is read before the handler
  // is there: it is added in the same turn of the event loop in which the server begins to listen.
  const port = await listen(server, options.port ?? 9000, host)
  const issuer = `http://localhost:${port}/`
  const configuration = providerConfiguration({
    issuer,
    spaOrigins,
    keys: keys.current(),
    apis,
    accessTokenLifetimeSeconds,
    deviceCodeLifetimeSeconds,
    dpopNonces,
  })
  const provider = new Provider(issuer, configuration)
  allowImplicitOnLocalhost(provider)
  registerClientCredentialsGrant(provider, apis)
  registerPasswordGrant(provider, apis)
  provider.on('server_error', (_ctx, error) => log(`internal error: ${error.stack ?? error.message}`))
  provider.onerror = (error) => log(`request failed: ${error.message}`)

  async function rotateKeys({ keepOld = true }: { keepOld?: boolean } = {}): Promise<void> {
    await keys.rotate({ keepOld })
    // oidc-provider has no public way to change keys; its constructor fills the key store with this function.
    initializeKeystore.call(provider, { keys: keys.current() })
    log(`signing with a new key; the old ones are ${keepOld ? 'still published' : 'gone'}`)
  }

  provider
    .use(securityHeaders)
    .use(assets)
    .use(respondLikeAuth0)
    .use(devicePolling(deviceCodeIntervalSeconds))
    .use(acceptJsonBody)
    .use(acceptReturnTo)
    .use(userinfoForJwts(issuer, keys))
    .use(rotateKeysEndpoint(rotateKeys))
    .use(interactions(provider))
  server.on('request', provider.callback())

  return { issuer, port, rotateKeys, stop: () => close(server) }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
