import { describe, expect, it } from 'vitest'
import { OptionError } from '../../../src/net/option-error.ts'
import { secureUrl } from '../../../src/verify/keys/secure-url.ts'

/** The error with exactly this message, which begins with the option. */
function rejection(message: string) {
  return new OptionError(message.split(' ')[0] ?? '', () => message)
}

describe('secureUrl', () => {
  it.each([
    'https://abc.eu.auth0.com/',
    'https://login.abc.example/realms/staff',
    'http://localhost:9000',
    'http://127.0.0.1:9000',
    'http://127.1.2.3',
    'http://[::1]:9000/',
  ])('accepts %s', (url) => {
    expect(secureUrl(url, 'issuer').href).toBe(new URL(url).href)
  })

  it.each([
    'http://abc.eu.auth0.com/',
    'http://localhost.abc.example',
    'http://issuer.localhost',
    'http://127.0.0.1.abc.example',
    'http://128.0.0.1',
    'http://[::2]',
    'ftp://localhost',
    'file:///etc/keys',
  ])('rejects %s, which could be intercepted', (url) => {
    expect(() => secureUrl(url, 'issuer')).toThrow(
      rejection('issuer must be an https: URL (http: is accepted on localhost, 127.0.0.0/8 and [::1] only)'),
    )
  })

  it.each(['', 'abc.eu.auth0.com', undefined, null, 7, ['https://a.example']])(
    'rejects %j, which is not a URL',
    (value) => {
      expect(() => secureUrl(value, 'jwksUri')).toThrow(rejection('jwksUri must be an absolute URL'))
    },
  )

  it.each(['https://user@a.example', 'https://:pass@a.example'])('rejects credentials in %s', (url) => {
    expect(() => secureUrl(url, 'issuer')).toThrow(rejection('issuer must not contain credentials'))
  })

  it('rejects a query or fragment only if the URL must be bare', () => {
    for (const url of ['https://a.example/?x=1', 'https://a.example/#x']) {
      expect(() => secureUrl(url, 'issuer', { bare: true })).toThrow(
        rejection('issuer must not have a query or fragment'),
      )
      expect(secureUrl(url, 'jwksUri').href).toBe(url)
    }
  })

  it('accepts http from any host if allowed, but no other scheme', () => {
    const url = 'http://keycloak:8080/realms/x/protocol/openid-connect/certs'
    expect(secureUrl(url, 'jwksUri', { allowHttp: true }).href).toBe(url)
    expect(() => secureUrl('ftp://keycloak/', 'jwksUri', { allowHttp: true })).toThrow(
      'must be an https: URL',
    )
    expect(() => secureUrl(url, 'jwksUri', { httpBy: 'jwksAllowHttp' })).toThrow(
      /, elsewhere with jwksAllowHttp\)$/,
    )
  })
})
