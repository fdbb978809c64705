import { base64url } from '../support/tokens.ts'

type Header = Readonly<Record<string, unknown>>

/** Signs any payload with any header, also one that jose would refuse to write. */
export function signRsa(key: CryptoKey, payload: string, header: Header = {}): Promise<string> {
  const head = { alg: 'RS256', kid: 'k1', ...header }
  return signed(head, payload, (bytes) => crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, bytes))
}

/** As {@link signRsa}, with a secret. */
export async function signHmac(secret: string, payload: string, header: Header = {}): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = new TextEncoder().encode(secret)
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  return signed({ alg: 'HS256', ...header }, payload, (content) => crypto.subtle.sign('HMAC', key, content))
}

async function signed(
  header: Header,
  payload: string,
  sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>,
): Promise<string> {
  const content = `${base64url(JSON.stringify(header))}.${base64url(payload)}`
  const signature = await sign(new TextEncoder().encode(content))
  return `${content}.${base64url(new Uint8Array(signature))}`
}
