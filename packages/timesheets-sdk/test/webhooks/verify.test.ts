import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifyWebhook, WebhookVerificationError } from '../../src/webhooks/index.ts'

const secret = `whsec_${Buffer.from('a key of 32 bytes, for the tests').toString('base64')}`
const otherSecret = `whsec_${Buffer.from('another one, that nobody uses yet').toString('base64')}`
const nowSeconds = 1_795_000_000
const now = () => nowSeconds * 1_000
const message = {
  type: 'week.approved',
  timestamp: '2026-11-24T12:00:00.000Z',
  data: { sequence: 7, action: 'week.approved', reason: 'grüße' },
}
const body = JSON.stringify(message)

function signature(text: string, { id = 'msg_1', at = nowSeconds, key = secret } = {}): string {
  const bytes = Buffer.from(key.slice('whsec_'.length), 'base64')
  return `v1,${createHmac('sha256', bytes).update(`${id}.${at}.${text}`).digest('base64')}`
}

function headersOf(changes: Record<string, string | undefined> = {}): Record<string, string | undefined> {
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(nowSeconds),
    'webhook-signature': signature(body),
    ...changes,
  }
}

async function codeOf(verified: Promise<unknown>): Promise<string> {
  const error = await verified.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof WebhookVerificationError)) throw error ?? new Error('the webhook was accepted')
  return error.code
}

describe('a valid webhook is returned', () => {
  test('with header fields as in a Request, as in Node, and with names in capitals', async () => {
    const fields = headersOf() as Record<string, string>
    await expect(verifyWebhook(secret, new Headers(fields), body, { now })).resolves.toEqual(message)
    await expect(verifyWebhook(secret, fields, body, { now })).resolves.toEqual(message)
    const capitals = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name.toUpperCase(), value]),
    )
    await expect(verifyWebhook(secret, capitals, body, { now })).resolves.toEqual(message)
  })

  test('as text and as bytes', async () => {
    await expect(verifyWebhook(secret, headersOf(), Buffer.from(body), { now })).resolves.toEqual(message)
  })

  test('if one of several signatures or secrets matches', async () => {
    const both = `v1a,AAAA ${signature(body, { key: otherSecret })} ${signature(body)}`
    const headers = headersOf({ 'webhook-signature': both })
    await expect(verifyWebhook(secret, headers, body, { now })).resolves.toEqual(message)
    await expect(verifyWebhook([otherSecret, secret], headersOf(), body, { now })).resolves.toEqual(message)
  })

  test('the signature of the specification’s example is accepted', async () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    }
    const example = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const verified = verifyWebhook(example, headers, '{"test": 2432232314}', {
      now: () => 1_614_265_330_000,
    })
    // The signature matches, but the body is not a message of this API.
    expect(await codeOf(verified)).toBe('malformed_body')
  })
})

describe('an invalid webhook is rejected', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ['without an id', { 'webhook-id': undefined }, 'malformed_header'],
    ['without a time', { 'webhook-timestamp': undefined }, 'malformed_header'],
    ['without a signature', { 'webhook-signature': '' }, 'malformed_header'],
    ['with a time that is not a number', { 'webhook-timestamp': 'yesterday' }, 'malformed_header'],
    ['signed over another id', { 'webhook-id': 'msg_2' }, 'signature_mismatch'],
    ['signed over another time', { 'webhook-timestamp': String(nowSeconds + 1) }, 'signature_mismatch'],
    ['with an empty signature', { 'webhook-signature': 'v1,' }, 'signature_mismatch'],
    [
      'with an unknown signature version',
      { 'webhook-signature': `v2,${signature(body).slice(3)}` },
      'signature_mismatch',
    ],
    ['with a signature that is not base64', { 'webhook-signature': 'v1,%%%' }, 'signature_mismatch'],
    [
      'signed with another secret',
      { 'webhook-signature': signature(body, { key: otherSecret }) },
      'signature_mismatch',
    ],
    ['signed over another body', { 'webhook-signature': signature(`${body} `) }, 'signature_mismatch'],
  ])('%s', async (_, changes, code) => {
    expect(await codeOf(verifyWebhook(secret, headersOf(changes), body, { now }))).toBe(code)
  })

  test.each([-301, 301])('sent %i seconds from now', async (seconds) => {
    const at = nowSeconds + seconds
    const headers = headersOf({
      'webhook-timestamp': String(at),
      'webhook-signature': signature(body, { at }),
    })
    expect(await codeOf(verifyWebhook(secret, headers, body, { now }))).toBe('timestamp_out_of_tolerance')
    await expect(verifyWebhook(secret, headers, body, { now, toleranceSeconds: 400 })).resolves.toEqual(
      message,
    )
  })

  test.each(['not JSON', '[]', '{"type":"week.approved"}'])('with the body %s', async (text) => {
    const headers = headersOf({ 'webhook-signature': signature(text) })
    expect(await codeOf(verifyWebhook(secret, headers, text, { now }))).toBe('malformed_body')
  })
})

test.each(['', 'whsec_', 'secret', 'whsec_%%'])(
  '%j is rejected as a secret, and not quoted',
  async (malformed) => {
    const verified = verifyWebhook(malformed, headersOf(), body, { now })
    await expect(verified).rejects.toThrow(
      new TypeError('a webhook secret must be whsec_ followed by base64'),
    )
  },
)
