import { type ClientAuth, ClientSecretPost, modifyAssertion, PrivateKeyJwt } from 'oauth4webapi'
import { hmacSha256, type PlatformCrypto } from '../../net/platform-crypto.ts'
import { AuthError } from '../errors.ts'
import type { Http } from '../issuer/http.ts'
import {
  chooseAlgorithm,
  importSigningKey,
  isCryptoKey,
  type PrivateJwk,
  type SigningKey,
} from './private-key.ts'

/** How a client proves to the token endpoint that it is itself. */
export type ClientAuthentication =
  | {
      /**
       * Where the secret goes: into the `Authorization` header or the form (RFC 6749 section 2.3.1), or into
       * a JSON body, as Auth0's documentation has it (no standard knows that one).
       */
      method: 'client_secret_basic' | 'client_secret_post' | 'client_secret_json'
      secret: string
    }
  | {
      /** A JWT signed with the client's private key (RFC 7523 section 2.2, OpenID Connect Core section 9). */
      method: 'private_key_jwt'
      key: PrivateJwk | CryptoKey
      /** JWS algorithm. Default: the key's `alg`, else RS256, ES256, ES384, ES512 or EdDSA, as the key is. */
      algorithm?: string
      /** Key id for the JWT's header. Default: the key's `kid`. */
      kid?: string
    }

/** A checked {@link ClientAuthentication}, ready for any grant. */
export interface PreparedAuthentication {
  readonly authenticate: ClientAuth
  readonly bodyFormat: 'form' | 'json'
  /** Texts that no message may contain. */
  readonly secrets: readonly string[]
  /** The credential to check when the issuer does not recognize the client. */
  readonly credential: string
  /** Whether a wrong clock of this machine makes the issuer reject it. */
  readonly isDated: boolean
  /** Something short that changes when the credential does, for cache keys. */
  fingerprint(): Promise<string>
}

const assertionLifetimeSeconds = 60

/**
 * @throws {AuthError} `invalid_settings` or `invalid_key` when this could never authenticate a client.
 */
export function prepareAuthentication(
  authentication: ClientAuthentication,
  { now, crypto }: Pick<Http, 'now' | 'crypto'>,
): PreparedAuthentication {
  return authentication.method === 'private_key_jwt'
    ? prepareKey(authentication, now)
    : prepareSecret(authentication, crypto)
}

function prepareSecret(
  { method, secret }: Exclude<ClientAuthentication, { method: 'private_key_jwt' }>,
  crypto: PlatformCrypto,
): PreparedAuthentication {
  if (typeof secret !== 'string' || secret.trim() === '') {
    throw new AuthError(
      'invalid_settings',
      'The client secret is empty. Give the secret that the issuer shows.',
    )
  }
  return {
    authenticate: method === 'client_secret_basic' ? clientSecretBasic(secret) : ClientSecretPost(secret),
    bodyFormat: method === 'client_secret_json' ? 'json' : 'form',
    secrets: [secret, formEncode(secret)],
    credential: 'its secret',
    isDated: false,
    fingerprint: () => secretFingerprint(secret, crypto),
  }
}

function prepareKey(
  { key, algorithm: wanted, ...rest }: Extract<ClientAuthentication, { method: 'private_key_jwt' }>,
  now: () => number,
): PreparedAuthentication {
  const algorithm = chooseAlgorithm(key, wanted)
  const kid = rest.kid ?? (isCryptoKey(key) ? undefined : key.kid)
  let signingKey: Promise<SigningKey> | undefined
  return {
    async authenticate(server, client, body, headers) {
      signingKey ??= importSigningKey(key, algorithm)
      const sign = PrivateKeyJwt(
        { key: (await signingKey).key, ...(kid === undefined ? {} : { kid }) },
        {
          [modifyAssertion](header, payload) {
            header.alg = algorithm
            payload.iat = Math.floor(now() / 1000)
            payload.exp = payload.iat + assertionLifetimeSeconds
            // Optional by RFC 7523, and it makes an issuer whose clock is behind refuse the assertion.
            delete payload.nbf
          },
        },
      )
      await sign(server, client, body, headers)
    },
    bodyFormat: 'form',
    secrets: [],
    credential: `that the issuer holds the public half of its key${kid === undefined ? '' : ` "${kid}"`}`,
    isDated: true,
    async fingerprint() {
      return isCryptoKey(key) ? (kid ?? '') : [key.n, key.crv, key.x, key.y].join('.')
    },
  }
}

/**
 * RFC 6749 section 2.3.1 with the form encoding of browsers, which leaves `-`, `.` and `_` alone.
 * oauth4webapi encodes these too; both are right, but many issuers do not decode, and then the generated ids
 * and secrets, which are full of dashes, are refused (panva/oauth4webapi issues 148 and 199).
 */
function clientSecretBasic(secret: string): ClientAuth {
  return (_server, client, _body, headers) => {
    headers.set('authorization', `Basic ${btoa(`${formEncode(client.client_id)}:${formEncode(secret)}`)}`)
  }
}

function formEncode(value: string): string {
  return new URLSearchParams({ v: value }).toString().slice('v='.length)
}

/**
 * 16 bits of an HMAC keyed with the secret: enough to notice that a secret has changed or is mistyped, so
 * that a cached token does not hide it, and too few for a reader of the cache to confirm a guess.
 */
async function secretFingerprint(secret: string, crypto: PlatformCrypto): Promise<string> {
  const [first = 0, second = 0] = await hmacSha256(secret, 'timesheets client secret', crypto)
  return (first * 256 + second).toString(16)
}
