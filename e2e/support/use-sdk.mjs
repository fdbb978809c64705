// The portable part of the packed SDK, used against a real API: the same on Node, Bun, Deno and workerd.
import { authorizationCode } from 'timesheets-sdk/auth/authorization-code'
import { clientCredentials } from 'timesheets-sdk/auth/client-credentials'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import { createClient } from 'timesheets-sdk/client/core'
import { entries } from 'timesheets-sdk/client/entries'
import { me } from 'timesheets-sdk/client/me'
import { weekOf } from 'timesheets-sdk/model'
import { createOutbox, memoryStorage } from 'timesheets-sdk/outbox'
import { createTokenVerifier } from 'timesheets-sdk/verify'
import { verifyWebhook } from 'timesheets-sdk/webhooks'

/**
 * Gets a machine's token, pushes, reads back, checks the token, sends an outbox, checks a webhook, and begins
 * a person's sign-in. `platform` names the entries; `cache`: of tokens; `storage`: of the outbox.
 */
export async function useSdk({ platform, api, issuer, audience, clientId, secret, webhook, cache, storage }) {
  const tokenProvider = clientCredentials({
    issuer,
    audience,
    clientId,
    authentication: { method: 'client_secret_post', secret },
    scopes: ['create:timesheets', 'read:timesheets'],
    ...(cache === undefined ? {} : { cache }),
  })
  const options = { baseUrl: api, tokenProvider }

  const userId = `auth0|${platform}`
  const date = new Date().toISOString().slice(0, 10)
  const row = { userId, date, project: 'ABC-1', hours: 1.5 }
  const rows = [1, 2, 3].map((number) => ({ ...row, externalId: `${platform}-${number}` }))
  const { created } = await createTimesheetsClient(options).entries.push(rows)
  const { unchanged } = await createClient(options, { entries }).entries.push(rows)

  const small = createClient(options, { entries, me })
  const outbox = createOutbox({ storage: storage ?? memoryStorage(), client: small, owner: clientId })
  const queued = await outbox.create({ ...row, hours: 2 })
  const { sent, left } = await outbox.send()
  let read = 0
  for await (const entry of small.entries.list({ userId })) read += entry.hours

  const verifier = createTokenVerifier({ issuer, audience })
  const token = await tokenProvider.getAccessToken()
  const { clientId: verified, isMachine } = await verifier.verify(token)
  const forged = await verifier.verify(`${token.slice(0, -4)}AAAA`).catch((error) => error.reason)

  const { type } = await verifyWebhook(webhook.secret, webhook.headers, webhook.body)
  const redirectUri = 'timesheets://callback'
  const signIn = await authorizationCode({ issuer, clientId: 'mobile', redirectUri, audience }).startSignIn()
  return {
    push: { created, unchanged },
    read,
    outbox: { status: queued.status, sent: sent.length, left },
    token: { clientId: verified, isMachine, forged },
    webhook: type,
    signIn: signIn.searchParams.get('code_challenge_method'),
    week: weekOf('2026-11-29'),
  }
}
