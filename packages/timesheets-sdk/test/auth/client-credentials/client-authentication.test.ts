import { describe, expect, it } from 'vitest'
import {
  type ClientAuthentication,
  prepareAuthentication,
} from '../../../src/auth/client-credentials/client-authentication.ts'
import { httpDefaults } from '../../../src/auth/issuer/http.ts'

const http = httpDefaults({})
const server = { issuer: 'https://issuer.example.com/' }

async function basicHeader(clientId: string, secret: string): Promise<string> {
  const headers = new Headers()
  const { authenticate } = prepareAuthentication({ method: 'client_secret_basic', secret }, http)
  await authenticate(server, { client_id: clientId }, new URLSearchParams(), headers)
  return atob((headers.get('authorization') ?? '').replace('Basic ', ''))
}

const fingerprint = (authentication: ClientAuthentication) =>
  prepareAuthentication(authentication, http).fingerprint()

describe('client_secret_basic', () => {
  it('leaves alone what generated ids and secrets are made of, for issuers that do not decode', async () => {
    expect(await basicHeader('m2m-push', 'aZ09-_.')).toBe('m2m-push:aZ09-_.')
  })

  it('encodes the rest as RFC 6749 appendix B has it', async () => {
    expect(await basicHeader('a:b', ' %&+£€')).toBe('a%3Ab:+%25%26%2B%C2%A3%E2%82%AC')
  })
})

describe('prepareAuthentication', () => {
  it.each(['', '  ', undefined])('refuses an empty secret: %j', (secret) => {
    const authentication = { method: 'client_secret_post', secret } as ClientAuthentication
    expect(() => prepareAuthentication(authentication, http)).toThrow(
      expect.objectContaining({ code: 'invalid_settings' }),
    )
  })

  it('has a fingerprint of 16 bits that changes with the secret, whatever the method', async () => {
    const one = await fingerprint({ method: 'client_secret_basic', secret: 'one' })
    expect(one).toMatch(/^[0-9a-f]{1,4}$/)
    expect(await fingerprint({ method: 'client_secret_json', secret: 'one' })).toBe(one)
    expect(await fingerprint({ method: 'client_secret_basic', secret: 'two' })).not.toBe(one)
  })

  it('has a fingerprint of a key that holds its public half only', async () => {
    const key = { kty: 'EC', crv: 'P-256', x: 'XX', y: 'YY', d: 'DD' }
    expect(await fingerprint({ method: 'private_key_jwt', key })).toBe('.P-256.XX.YY')
  })
})
