import { describe, expect, it } from 'vitest'
import { parseIssuer, parseSecureUrl } from '../../../src/auth/issuer/issuer-url.ts'

describe('parseSecureUrl', () => {
  it.each([
    'http://localhost:9000/',
    'http://127.0.0.1:9000',
    'http://127.8.9.1',
    'http://2130706433',
    'http://[::1]:9000',
  ])('accepts http: on loopback: %s', (url) => {
    expect(parseSecureUrl(url, 'issuer').protocol).toBe('http:')
  })

  it.each([
    'http://issuer.example.com',
    'http://localhost.example.com',
    'http://issuer.localhost',
    'http://127.0.0.1.example.com',
    'http://0.0.0.0',
  ])('refuses http: elsewhere: %s', (url) => {
    expect(() => parseSecureUrl(url, 'issuer')).toThrow(expect.objectContaining({ code: 'insecure_issuer' }))
  })

  it.each(['', 'tenant.eu.auth0.com', 'ftp://tenant/', 'localhost:9000'])(
    'rejects text that is not an http(s) URL: "%s"',
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
  it.each(['https://host/?tenant=a', 'https://host/#a', 'https://host/?', 'https://host/#'])(
    'refuses a query or fragment: %s',
    (issuer) => {
      expect(() => parseIssuer(issuer)).toThrow(expect.objectContaining({ code: 'invalid_settings' }))
    },
  )
})
