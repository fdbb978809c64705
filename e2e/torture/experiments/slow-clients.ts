import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { namedPeople } from 'dev-issuer'
import { clientWith } from '../../support/client.ts'
import { daysAgo } from '../../support/days.ts'
import { makeRows } from '../../support/rows.ts'
import { startSystem, type TestSystem } from '../../support/system.ts'
import { machineToken, personToken } from '../../support/tokens.ts'
import { type Conditions, type Experiment, nothingLost, type Outcome } from '../experiment.ts'
import { memoryOf } from '../memory.ts'

const connections = 100
const mebibyte = 1_024 * 1_024
const maximumBodyBytes = 16 * mebibyte
const polite = { date: daysAgo(2), project: 'ACME-42', hours: 1 }

/** A hundred clients that send almost a whole body of the largest size, and then wait. */
export const slowSenders: Experiment = {
  summary: '100 connections send 15.99 of 16 MB and wait',
  rounds: 1,
  run: (conditions) =>
    withClients(conditions, async (system, open) => {
      const token = await machineToken(system.issuer.issuer)
      const part = Buffer.alloc(maximumBodyBytes - 10_000, ' ')
      const head = headOf('POST', '/timesheets/batch', token, [
        'Content-Type: application/json',
        `Content-Length: ${maximumBodyBytes}`,
      ])
      const sent = Array.from({ length: connections }, async () => {
        const socket = await open()
        socket.write(head)
        // Until all of it is sent, or the API has refused it.
        await Promise.race([new Promise((resolve) => socket.write(part, resolve)), once(socket, 'close')])
      })
      await Promise.all(sent)
    }),
}

/** A hundred clients that request an export and do not read it. */
export const slowReaders: Experiment = {
  summary: '100 clients request a CSV export of 50,000 entries and do not read it',
  rounds: 1,
  run: (conditions) =>
    withClients(conditions, async (system, open) => {
      const token = await machineToken(system.issuer.issuer)
      const rows = makeRows({ name: 'export', count: 50_000, from: daysAgo(300), days: 300 })
      await clientWith(system.api.url, token).entries.push(rows)
      const head = headOf('GET', `/timesheets?everyone=true&from=${daysAgo(301)}`, token, [
        'Accept: text/csv',
      ])
      const asked = Array.from({ length: connections }, async () => {
        const socket = await open()
        const readable = once(socket, 'readable')
        socket.write(head)
        await readable
      })
      await Promise.all(asked)
    }),
}

/** Fifty small bodies that unfold to the largest size, at once. */
export const unfoldingBodies: Experiment = {
  summary: '50 bodies of 16 kB that unfold to 16 MB, at once',
  rounds: 3,
  run: (conditions) =>
    withClients(conditions, async ({ api, issuer }) => {
      const token = await machineToken(issuer.issuer)
      const body = gzipSync(Buffer.alloc(maximumBodyBytes - 1, ' '), { level: 9 })
      for (let round = 0; round < conditions.rounds; round++) {
        const bombs = Array.from({ length: 50 }, () =>
          fetch(`${api.url}/timesheets/batch`, {
            method: 'POST',
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              'content-encoding': 'gzip',
            },
            body,
          }).then((response) => response.arrayBuffer()),
        )
        await Promise.all(bombs)
      }
    }),
}

/** Has clients disturb a system. Meanwhile and afterwards, a person logs time in it as usual. */
async function withClients(
  { engine, rounds }: Conditions,
  disturb: (system: TestSystem, open: () => Promise<Socket>) => Promise<void>,
): Promise<Outcome> {
  await using system = await startSystem({ engine })
  const { api, issuer } = system
  const person = clientWith(api.url, await personToken(issuer.issuer, namedPeople.admin))
  const sockets: Socket[] = []
  const open = async () => {
    const socket = connect(api.port, '127.0.0.1')
    socket.on('error', () => {})
    sockets.push(socket)
    await once(socket, 'connect')
    return socket
  }
  await person.entries.create(polite)
  await disturb(system, open)
  const startedMs = performance.now()
  const { id } = await person.entries.create(polite)
  const waitedMs = performance.now() - startedMs
  const { note, faults } = await memoryOf(api.pid)
  for (const socket of sockets) socket.destroy()
  const stored = await person.entries.get(id)
  return {
    ...nothingLost,
    rounds,
    acknowledged: 2,
    lost: stored.id === id ? 0 : 1,
    recoveredInMs: waitedMs,
    note,
    faults,
  }
}

function headOf(method: string, target: string, token: string, fields: readonly string[]): string {
  const head = [`${method} ${target} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${token}`, ...fields]
  return `${head.join('\r\n')}\r\n\r\n`
}
