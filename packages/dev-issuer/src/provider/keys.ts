import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'

export interface SigningKeys {
  /** Private JWKs; the first one signs, the others are still published. */
  current(): JWK[]
  /** The public keys. */
  published(): JWK[]
  /** Puts a new key first; without `keepOld`, removes the earlier keys. */
  rotate(options: { keepOld: boolean }): Promise<void>
}

/** RSA keys for RS256, generated at every start: there is nothing to store and nothing to leak. */
export async function createSigningKeys(): Promise<SigningKeys> {
  let keys = [await generateSigningKey()]
  return {
    current: () => keys,
    published: () => keys.map(({ kty, n, e, kid, alg, use }) => ({ kty, n, e, kid, alg, use }) as JWK),
    async rotate({ keepOld }) {
      const next = await generateSigningKey()
      keys = keepOld ? [next, ...keys] : [next]
    },
  }
}

async function generateSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'RS256', use: 'sig' }
}
