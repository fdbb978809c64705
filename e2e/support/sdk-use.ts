import { createHmac } from 'node:crypto'
import { clients, defaultAudience } from 'dev-issuer'
import type { TestSystem } from './system.ts'

/** The settings of use-sdk.mjs on a platform. */
export function sdkUse(platform: string, { api, issuer }: Pick<TestSystem, 'api' | 'issuer'>) {
  const { clientId, secret } = clients['m2m-push']
  const addresses = { api: api.url, issuer: issuer.issuer, audience: defaultAudience }
  return { platform, ...addresses, clientId, secret, webhook: signedWebhook() }
}

/** The result of use-sdk.mjs on every platform. */
export const sdkUsed = {
  push: { created: 3, unchanged: 3 },
  read: 6.5,
  outbox: { status: 'queued', sent: 1, left: 0 },
  token: { clientId: 'm2m-push', isMachine: true, forged: 'bad_signature' },
  webhook: 'webhook.test',
  signIn: 'S256',
  week: '2026-W48',
}

function signedWebhook() {
  const key = Buffer.from('a key of 32 bytes, for the tests')
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const body = JSON.stringify({ type: 'webhook.test', timestamp: new Date().toISOString(), data: {} })
  const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.${body}`).digest('base64')
  return {
    secret: `whsec_${key.toString('base64')}`,
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  }
}
