import { describe, expect, it } from 'vitest'
import { causeInWords, redact } from '../../../src/auth/issuer/redact.ts'

describe('redact', () => {
  it('removes secrets and JWTs', () => {
    const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln'
    expect(redact(`secret hunter2, token ${jwt}.`, ['hunter2', ''])).toBe(
      'secret [redacted], token [redacted].',
    )
  })

  const secret = 'p+ß/7:"k%ey~ (2)'
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const form = (text: string) => new URLSearchParams({ v: text }).toString().slice(2)
  it.each<[string, string]>([
    ['itself', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded in small letters', encodeURIComponent(secret).replace(/%../g, (e) => e.toLowerCase())],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['as in a form', form(secret)],
    ['as in JSON', JSON.stringify(secret).slice(1, -1)],
    ['base64', base64(secret)],
    ['base64url', Buffer.from(secret).toString('base64url')],
    ['base64, percent-encoded', encodeURIComponent(base64(secret))],
    ['hexadecimal', Buffer.from(secret).toString('hex')],
    ['hexadecimal in capitals', Buffer.from(secret).toString('hex').toUpperCase()],
    // Behind ids of each length modulo 3, where base64 writes the secret in another way each time.
    ...['m', 'm2', 'm2m', 'm2m-push'].flatMap((id): [string, string][] => [
      [`Basic of ${id}`, base64(`${id}:${secret}`)],
      [`Basic of ${id}, form-encoded`, base64(`${id}:${form(secret)}`)],
      [`Basic of ${id}, base64url`, Buffer.from(`${id}:${secret}:more`).toString('base64url')],
    ]),
  ])('removes a secret that comes back as %s', (_, echoed) => {
    const clean = redact(`no such client <${echoed}>`, [secret])
    expect(clean).toContain('[redacted]')
    // The rest decodes to nothing of the secret but, at its edges, a few bits.
    const left = clean.replaceAll('[redacted]', ' ').replace('no such client', '')
    const seen = left.split(/[^\w+/=%-]+/).flatMap((word) => [word, Buffer.from(word, 'base64').toString()])
    for (const text of seen) expect(text).not.toMatch(/ß|7:|k%e|ey~|\(2\)/)
  })

  it('removes what a header shows somebody by, whosever it is', () => {
    expect(redact('got Authorization: Basic bTJtOnNlY3JldA== instead')).toBe(
      'got Authorization: Basic [redacted] instead',
    )
    expect(redact('Bearer authentication failed')).toBe('Bearer authentication failed')
  })

  it('leaves host names alone', () => {
    expect(redact('Service not found: https://api-server.timesheets.example.com')).toContain(
      'timesheets.example.com',
    )
  })

  it('makes one bounded line of many', () => {
    expect(redact('a\r\n\u001b[31mb\u202ec')).toBe('a [31mb c')
    expect(redact('x'.repeat(10_000))).toHaveLength(303)
  })
})

describe('causeInWords', () => {
  it('keeps the words and codes of a chain, and nothing that hangs on it', () => {
    const root = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' })
    const error = Object.assign(new TypeError('fetch failed', { cause: root }), {
      request: { secret: 'hunter2' },
    })
    const cause = causeInWords(error)
    expect(cause.message).toBe(
      'TypeError: fetch failed; Error: connect ECONNREFUSED 127.0.0.1:9 (ECONNREFUSED)',
    )
    expect(cause).not.toHaveProperty('request')
    expect(cause.cause).toBeUndefined()
  })

  it('survives values that are not an Error, and causes in a circle', () => {
    expect(causeInWords('text').message).toBe('not an Error')
    const circle = new Error('round')
    circle.cause = circle
    expect(causeInWords(circle).message).toContain('round')
  })
})
