import { expect, test } from 'vitest'
import { parseBaseUrl } from '../../../src/client/request/base-url.ts'

test.each([
  ['https://api.example.com', 'https://api.example.com'],
  ['https://api.example.com/', 'https://api.example.com'],
  ['https://api.example.com/v1//', 'https://api.example.com/v1'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ['http://127.1.2.3', 'http://127.1.2.3'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
])('%s is taken', (baseUrl, expected) => {
  expect(parseBaseUrl(baseUrl)).toBe(expected)
})

test.each([
  ['', 'absolute URL'],
  ['api.example.com', 'absolute URL'],
  ['/api', 'absolute URL'],
  ['http://api.example.com', 'show the token'],
  ['http://127.0.0.1.example.com', 'show the token'],
  ['http://localhost.example.com', 'show the token'],
  ['http://api.localhost:8080', 'show the token'],
  ['http://0.0.0.0:8080', 'show the token'],
  ['ftp://api.example.com', 'absolute URL'],
  ['localhost:8080', 'absolute URL'],
  ['https://me:secret@api.example.com', 'user name'],
  ['https://api.example.com?x=1', 'query'],
  ['https://api.example.com#x', 'fragment'],
  ['https://api.example.com/#', 'fragment'],
  ['https://api.example.com?', 'query'],
])('%s is refused', (baseUrl, message) => {
  expect(() => parseBaseUrl(baseUrl)).toThrow(TypeError)
  expect(() => parseBaseUrl(baseUrl)).toThrow(message)
})

test('what is refused is not repeated where it may hold a secret', () => {
  expect(() => parseBaseUrl('https://me:hunter2@api.example.com')).not.toThrow('hunter2')
})
