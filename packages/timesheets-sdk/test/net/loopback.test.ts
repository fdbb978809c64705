import { expect, test } from 'vitest'
import { parseIssuer } from '../../src/auth/issuer/issuer-url.ts'
import { parseBaseUrl } from '../../src/client/request/base-url.ts'
import { secureUrl } from '../../src/verify/keys/secure-url.ts'

/** Every place of the SDK that accepts `http:` on this machine only. */
const readers = {
  'the API of a client': (url: string) => parseBaseUrl(url),
  'the issuer of tokens': (url: string) => parseIssuer(url),
  'the issuer that is verified': (url: string) => secureUrl(url, 'issuer'),
}

test.each(Object.entries(readers))('%s: the same hosts count as this machine', (_name, read) => {
  for (const host of ['localhost', '127.0.0.1', '127.8.9.1', '2130706433', '[::1]']) {
    expect(() => read(`http://${host}:9000/`), host).not.toThrow()
  }
  // A name below localhost is asked of the network by a resolver that does not know RFC 6761.
  for (const host of [
    'api.localhost',
    'localhost.example.com',
    '127.0.0.1.example.com',
    '0.0.0.0',
    '[::2]',
  ]) {
    expect(() => read(`http://${host}:9000/`), host).toThrow()
  }
})
