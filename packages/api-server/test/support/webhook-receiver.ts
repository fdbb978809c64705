import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { Webhook } from 'standardwebhooks'
import type { ReceiverMessage } from './receiver.ts'

/**
 * A receiver of webhooks as a process of its own, for tests that kill it: it keeps what came, on disk, before
 * it responses. It checks every signature by the reference implementation of the specification.
 */
const [port = '0', file = '', secret = '', dieAt = ''] = process.argv.slice(2)
const webhook = new Webhook(secret)
let count = 0

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  const id = String(request.headers['webhook-id'])
  const isVerified = verified(body, request.headers as Record<string, string>)
  const { sequence } = JSON.parse(body).data
  appendFileSync(file, `${JSON.stringify({ id, sequence, isVerified })}\n`)
  count++
  // Before the response: the sender cannot know whether the message arrived.
  if (dieAt === String(count)) process.kill(process.pid, 'SIGKILL')
  response.writeHead(204).end()
  tell({ received: sequence })
})

function verified(body: string, headers: Record<string, string>): boolean {
  try {
    webhook.verify(body, headers)
    return true
  } catch {
    return false
  }
}

function tell(message: ReceiverMessage): void {
  process.send?.(message)
}

server.listen(Number(port), '127.0.0.1', () => {
  tell({ port: (server.address() as AddressInfo).port })
})
process.on('disconnect', () => process.exit())
