// Receives events, checks that Timesheets sent them, and appends each once to a file.
import { createReadStream } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { verifyWebhook, WebhookVerificationError } from 'timesheets-sdk/webhooks'

const secret = process.env.WEBHOOK_SECRET
if (!secret) throw new Error('WEBHOOK_SECRET is missing: set it to what "timesheets webhooks add" printed')
const file = process.env.EVENTS_FILE ?? 'events.ndjson'
const seen = await idsIn(file)

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  try {
    // The raw body: parsed and written again, it would no longer match its signature.
    const { type, data } = await verifyWebhook(secret, request.headers, body)
    const id = String(request.headers['webhook-id'])
    if (!seen.has(id)) {
      // Stored before the response: an event that was acknowledged is not sent again.
      await appendFile(file, `${JSON.stringify({ id, type, data })}\n`)
      seen.add(id)
    }
    response.writeHead(204).end()
  } catch (error) {
    response.writeHead(error instanceof WebhookVerificationError ? 400 : 500).end()
  }
})
server.listen(Number(process.env.PORT ?? 8090), '127.0.0.1', () => {
  console.log('listening on', server.address())
})

/** The ids of the events that an earlier run has stored. */
async function idsIn(path: string): Promise<Set<string>> {
  const ids = new Set<string>()
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) ids.add(JSON.parse(line).id)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return ids
}
