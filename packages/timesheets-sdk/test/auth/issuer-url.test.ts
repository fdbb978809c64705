import { describe, expect, it } from 'vitest'
import { isLoopback, isSameIssuer, parseIssuer, parseSecureUrl } from '../../src/auth/issuer-url.ts'

describe('parseSecureUrl', () => {
  it.each([
    'http://localhost:9000/',
    'http://issuer.localhost',
    'http://127.0.0.1:9000',
    'http://127.8.9.1',
    'http://2130706433',
    'http://[::1]:9000',
  ])('accepts http: on loopback: %s', (url) => {
    expect(isLoopback(parseSecureUrl(url, 'issuer'))).toBe(true)
  })

  it.each([
    'http://issuer.example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://0.0.0.0',
  ])('refuses http: elsewhere: %s', (url) => {
    expect(() => parseSecureUrl(url, 'issuer')).toThrow(expect.objectContaining({ code: 'insecure_issuer' }))
  })

  it.each(['', 'tenant.eu.auth0.com', 'ftp://tenant/', 'localhost:9000'])(
    'refuses what is no http(s) URL: "%s"',
    (url) => {
      expect(() => parseSecureUrl(url, 'issuer')).toThrow(
        expect.objectContaining({ code: 'invalid_settings' }),
      )
    },
  )

  it('does not repeat a password that stands in the URL', () => {
    expect(() => parseSecureUrl('https://user:hunter2@host/', 'issuer')).toThrow(
      expect.objectContaining({ code: 'invalid_settings', message: expect.not.stringContaining('hunter2') }),
    )
  })
})

describe('parseIssuer', () => {
  it.each(['https://host/?tenant=a', 'https://host/#a'])('refuses a query or fragment: %s', (issuer) => {
    expect(() => parseIssuer(issuer)).toThrow(expect.objectContaining({ code: 'invalid_settings' }))
  })
})

describe('isSameIssuer', () => {
  it.each([
    ['https://tenant', 'https://tenant/', true],
    ['https://tenant/', 'https://tenant', true],
    ['https://tenant/a', 'https://tenant/a', true],
    ['https://tenant', 'https://tenant//', false],
    ['https://tenant', 'https://tenant/a', false],
    ['https://tenant', 'http://tenant', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(isSameIssuer(one, other)).toBe(same)
  })
})
