import { base64url } from '../../net/base64.ts'
import { type PlatformCrypto, sha256Of, webCrypto } from '../../net/platform-crypto.ts'
import { missingOnPlatform } from '../issuer/http.ts'
import { type DpopKey, dpopKey, thumbprintOf } from './key.ts'

/** A request to prove. */
export interface ProvenRequest {
  readonly method: string
  readonly url: string
  /** The token that the request carries; none at a token endpoint. */
  readonly accessToken?: string
}

/** Proves that its client holds the key that tokens are bound to (RFC 9449). */
export interface DpopProver {
  /** A proof for the header field `DPoP` of one request, with the server's latest nonce. */
  proof(request: ProvenRequest): Promise<string>
  /**
   * Keeps the nonce of a response, from its `DPoP-Nonce`, for later proofs to the same server.
   *
   * @returns whether it is a new one, so that a request without it is worth repeating
   */
  noteNonce(url: string, nonce: string | null | undefined): boolean
  /** The thumbprint of the key. */
  thumbprint(): Promise<string>
}

export interface DpopProverOptions {
  /** Random bytes and SHA-256. Default: the platform's WebCrypto. */
  readonly crypto?: PlatformCrypto
  /** Milliseconds since the epoch. Default: `Date.now`. */
  readonly now?: () => number
}

/**
 * Signs proofs with a key, for the option `dpop` of token providers. Default: a new key, which nobody can
 * export and which ends with the process or page.
 *
 * @throws {AuthError} from its methods, if there is no key: `invalid_settings`, `invalid_key`
 */
export function dpopProver(
  key: DpopKey | Promise<DpopKey> = dpopKey(),
  { crypto = webCrypto(missingOnPlatform), now = Date.now }: DpopProverOptions = {},
): DpopProver {
  const nonces = new Map<string, string>()
  const encoder = new TextEncoder()
  const encoded = (value: unknown) => base64url(encoder.encode(JSON.stringify(value)))
  // A rejection is thrown where the key is used.
  if (key instanceof Promise) key.catch(() => {})

  return {
    async proof({ method, url, accessToken }) {
      const { algorithm, publicJwk, sign } = await key
      const nonce = nonces.get(originOf(url))
      const header = encoded({ typ: 'dpop+jwt', alg: algorithm, jwk: publicJwk })
      const claims = encoded({
        jti: base64url(crypto.getRandomValues(new Uint8Array(16))),
        htm: method,
        htu: url.split(/[?#]/, 1)[0],
        iat: Math.floor(now() / 1_000),
        ...(accessToken === undefined ? {} : { ath: base64url(await sha256Of(accessToken, crypto)) }),
        ...(nonce === undefined ? {} : { nonce }),
      })
      const signature = await sign(encoder.encode(`${header}.${claims}`))
      return `${header}.${claims}.${base64url(new Uint8Array(signature))}`
    },
    noteNonce(url, nonce) {
      const origin = originOf(url)
      if (!nonce || nonces.get(origin) === nonce) return false
      nonces.set(origin, nonce)
      return true
    },
    thumbprint: async () => thumbprintOf(await key, crypto),
  }
}

function originOf(url: string): string {
  return new URL(url).origin
}
