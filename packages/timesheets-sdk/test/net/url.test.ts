import { expect, test } from 'vitest'
import { parseUrl, queryText } from '../../src/net/url.ts'

test('a query string has what has a value, encoded', () => {
  expect(queryText()).toBe('')
  expect(queryText({ from: undefined })).toBe('')
  expect(queryText({ userId: 'auth0|5f7c & co', from: undefined, limit: 0, q: '' })).toBe(
    '?userId=auth0%7C5f7c%20%26%20co&limit=0&q=',
  )
})

test('a server reads back what a query string was made of', () => {
  const query = { project: 'ä+b/c?d=e&f#g', note: 'a\u0000\n"%20"' }
  expect(Object.fromEntries(new URLSearchParams(queryText(query)))).toEqual(query)
})

test('a text that is not an absolute URL is undefined', () => {
  for (const text of ['', 'host', '/path', undefined, 7]) expect(parseUrl(text)).toBeUndefined()
  expect(parseUrl('https://host/a')?.pathname).toBe('/a')
})
