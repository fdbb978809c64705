// A function behind a queue (here AWS Lambda and SQS): each message is one entry. It pushes the messages of a
// call together, and returns those that the queue should deliver again.
import process from 'node:process'
import { clientCredentials } from 'timesheets-sdk/auth'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import type { NewEntry } from 'timesheets-sdk/model'

interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[]
}

// Outside the handler: later calls of the same instance reuse the token and the connection.
const { entries } = createTimesheetsClient({
  baseUrl: setting('TIMESHEETS_API_URL'),
  tokenProvider: clientCredentials({
    issuer: setting('TIMESHEETS_ISSUER'),
    audience: setting('TIMESHEETS_AUDIENCE'),
    clientId: setting('TIMESHEETS_CLIENT_ID'),
    authentication: { method: 'client_secret_post', secret: setting('TIMESHEETS_CLIENT_SECRET') },
  }),
  // Retries must end before the platform stops the function.
  retry: { giveUpAfterMs: 20_000 },
})

export async function handler({ Records }: QueueEvent) {
  const waiting = new Set(Records.map(({ messageId }) => messageId))
  try {
    await entries.push(Records.flatMap(entryOf), {
      onOutcome({ item: { externalId = '' }, problem }) {
        // A rejected entry would be rejected again, so it is reported instead of retried.
        if (problem) console.error(JSON.stringify({ rejected: externalId, reason: problem.detail }))
        waiting.delete(externalId)
      },
    })
  } catch (error) {
    console.error(error)
  }
  return { batchItemFailures: [...waiting].map((itemIdentifier) => ({ itemIdentifier })) }
}

/** The message's id is the external id: a message that is delivered twice is stored once. */
function entryOf({ messageId, body }: QueueEvent['Records'][number]) {
  try {
    return [{ ...(JSON.parse(body) as NewEntry), externalId: messageId }]
  } catch {
    // It keeps waiting, until the queue moves it to the dead letters. The others must not wait for it.
    return []
  }
}

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: set it in the settings of the function`)
  return value
}
