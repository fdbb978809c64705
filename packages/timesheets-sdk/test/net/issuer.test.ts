import { describe, expect, it } from 'vitest'
import { isSameIssuer, metadataUrls } from '../../src/net/issuer.ts'

describe('isSameIssuer', () => {
  it.each([
    ['https://tenant', 'https://tenant/', true],
    ['https://tenant/', 'https://tenant', true],
    ['https://tenant/a', 'https://tenant/a', true],
    ['https://tenant/', 'https://tenant/', true],
    ['https://tenant', 'https://tenant//', false],
    ['https://tenant//', 'https://tenant', false],
    ['https://tenant/', 'https://tenant//', false],
    ['https://tenant', 'https://tenant/a', false],
    ['https://tenant', 'http://tenant', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(isSameIssuer(one, other)).toBe(same)
  })
})

describe('metadataUrls', () => {
  it.each([
    [
      'https://a.example',
      'https://a.example/.well-known/openid-configuration',
      'https://a.example/.well-known/oauth-authorization-server',
    ],
    [
      'https://a.example/',
      'https://a.example/.well-known/openid-configuration',
      'https://a.example/.well-known/oauth-authorization-server',
    ],
    [
      'https://a.example/x/y/',
      'https://a.example/x/y/.well-known/openid-configuration',
      'https://a.example/.well-known/oauth-authorization-server/x/y',
    ],
  ])('knows both places of %s', (url, openId, oauth) => {
    expect(metadataUrls(url)).toEqual([openId, oauth])
  })
})
