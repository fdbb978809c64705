import { describe, expect, it } from 'vitest'
import { causeInWords, redact } from '../../src/auth/redact.ts'

describe('redact', () => {
  it('removes secrets and JWTs', () => {
    const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln'
    expect(redact(`secret hunter2, token ${jwt}.`, ['hunter2', ''])).toBe(
      'secret [redacted], token [redacted].',
    )
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

  it('survives what is no Error, and causes that go round in a circle', () => {
    expect(causeInWords('text').message).toBe('not an Error')
    const circle = new Error('round')
    circle.cause = circle
    expect(causeInWords(circle).message).toContain('round')
  })
})
