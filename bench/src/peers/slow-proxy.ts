// A network in front of PostgreSQL: forwards TCP connections and holds everything back for a while, each way.
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
import process from 'node:process'

const { PORT, LISTEN_PORT, TARGET_PORT } = process.env
// Timers count whole milliseconds: what is due this soon is sent with the rest.
const toleranceMs = 0.25

let delayMs = 0

createServer({ noDelay: true }, (client) => {
  const database = connect({ port: Number(TARGET_PORT), host: '127.0.0.1', noDelay: true })
  forward(client, database)
  forward(database, client)
}).listen(Number(LISTEN_PORT), '127.0.0.1')

// "PUT /<milliseconds>" sets the delay for everything that arrives from now on.
createHttpServer((request, response) => {
  if (request.method === 'PUT') delayMs = Number(request.url?.slice(1))
  response.end()
}).listen(Number(PORT), '127.0.0.1')

function forward(from: Socket, to: Socket): void {
  const held: { readonly chunk: Buffer; readonly dueMs: number }[] = []

  function release(): void {
    const nowMs = performance.now() + toleranceMs
    while (held[0] && held[0].dueMs <= nowMs) to.write(held.shift()?.chunk as Buffer)
    if (held[0]) setTimeout(release, Math.ceil(held[0].dueMs - performance.now()))
  }

  from.on('data', (chunk: Buffer) => {
    if (delayMs === 0 && held.length === 0) to.write(chunk)
    else if (held.push({ chunk, dueMs: performance.now() + delayMs }) === 1) setTimeout(release, delayMs)
  })
  from.on('error', () => {})
  from.on('close', () => to.destroy())
}
