// Runs in a project that has installed the packed SDK, on the Node to be tested, against a real API: signs in
// as a machine, pushes, reads back, and checks its token. Prints what it did as JSON.
import process from 'node:process'
import { clientCredentials } from 'timesheets-sdk/auth'
import { fileTokenCache } from 'timesheets-sdk/auth/file-cache'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import { createTokenVerifier } from 'timesheets-sdk/verify'

const env = process.env
const tokenProvider = clientCredentials({
  issuer: env.TIMESHEETS_ISSUER,
  audience: env.TIMESHEETS_AUDIENCE,
  clientId: env.TIMESHEETS_CLIENT_ID,
  authentication: { method: 'client_secret_post', secret: env.TIMESHEETS_CLIENT_SECRET },
  scopes: ['create:timesheets', 'read:timesheets'],
  cache: fileTokenCache(`${env.HOME}/tokens.json`),
})
const { entries } = createTimesheetsClient({ baseUrl: env.TIMESHEETS_API_URL, tokenProvider })

const userId = `auth0|node-${process.versions.node}`
const date = new Date().toISOString().slice(0, 10)
const rows = Array.from({ length: 3 }, (_, index) => ({
  userId,
  date,
  project: 'ABC-1',
  hours: 1.5,
  externalId: `${userId}-${index}`,
}))
const { created } = await entries.push(rows)
let read = 0
for await (const entry of entries.list({ userId })) read += entry.hours

const verifier = createTokenVerifier({ issuer: env.TIMESHEETS_ISSUER, audience: env.TIMESHEETS_AUDIENCE })
const { clientId, isMachine } = await verifier.verify(await tokenProvider.getAccessToken())
console.log(JSON.stringify({ node: process.versions.node, created, read, clientId, isMachine }))
