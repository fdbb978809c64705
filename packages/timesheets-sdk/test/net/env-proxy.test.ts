import { expect, test } from 'vitest'
import { proxyOf } from '../../src/net/env-proxy.ts'

const proxy = 'http://proxy.example:3128'

test.each([
  ['https://api.example/x', { HTTPS_PROXY: proxy }, proxy],
  ['https://api.example/x', { https_proxy: proxy, HTTPS_PROXY: 'http://other' }, proxy],
  ['https://api.example/x', { ALL_PROXY: proxy }, proxy],
  ['https://api.example/x', { HTTPS_PROXY: 'proxy.example:3128' }, proxy],
  ['https://api.example/x', { HTTPS_PROXY: proxy, NO_PROXY: 'other.example, ample' }, proxy],
  ['https://api.example:8443/', { HTTPS_PROXY: proxy, NO_PROXY: 'api.example:443' }, proxy],
  ['https://api.example/x', {}, undefined],
  ['https://api.example/x', { HTTPS_PROXY: '' }, undefined],
  ['https://api.example/x', { HTTP_PROXY: proxy }, undefined],
  ['http://127.0.0.1/x', { HTTPS_PROXY: proxy, ALL_PROXY: proxy }, undefined],
  ['https://api.example/x', { HTTPS_PROXY: proxy, NO_PROXY: '*' }, undefined],
  ['https://api.example/x', { HTTPS_PROXY: proxy, NO_PROXY: 'a.b, API.example' }, undefined],
  ['https://api.example/x', { HTTPS_PROXY: proxy, no_proxy: '.example' }, undefined],
  ['https://api.example/x', { HTTPS_PROXY: proxy, NO_PROXY: '*.example' }, undefined],
  ['https://api.example/x', { HTTPS_PROXY: proxy, NO_PROXY: 'example:443' }, undefined],
  ['https://[::1]:8443/', { HTTPS_PROXY: proxy, NO_PROXY: '[::1]:8443' }, undefined],
])('%s with %o goes by %s', (url, env, expected) => {
  expect(proxyOf(url, env)?.href).toBe(expected === undefined ? undefined : `${expected}/`)
})

test.each(['HTTPS_PROXY', 'all_proxy'])(
  'a proxy of another protocol is an error that names %s, and does not show its password',
  (variable) => {
    const reading = () => proxyOf('https://api.example', { [variable]: 'socks5://user:secret@proxy:1080' })
    expect(reading).toThrow(`${variable} must be an http: or https: URL`)
  },
)
