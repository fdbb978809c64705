import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openTimesheetService } from '../../src/services/index.ts'
import { eventsAfter } from '../../src/store/events/events.ts'
import { createWebhookSender } from '../../src/webhooks/index.ts'
import { person } from '../support/callers.ts'
import { engineNames, newDatabase } from '../support/databases.ts'
import { startEndpoint } from '../support/endpoint.ts'

const program = fileURLToPath(new URL('../support/delivering-process.ts', import.meta.url))

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

function unlessExited<T>(child: ChildProcess, awaited: Promise<T>): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process exited with code ${code}`)
  })
  return Promise.race([awaited, ended])
}

test.each(engineNames)('a process killed during deliveries loses no event, on %s', async (engineName) => {
  const database = await newDatabase(engineName)
  const endpoint = await startEndpoint()
  const webhookSender = createWebhookSender({ allowPrivate: true })
  const open = await openTimesheetService({ ...database.location, webhookSender })
  const boss = person('boss', 'read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any')
  await open.service.createWebhook(boss, { url: endpoint.url, events: ['entry.*'] }, undefined)
  const start = (name: string, count: number, aheadMs: number) =>
    fork(program, [JSON.stringify(database.location), name, String(count), String(aheadMs)], {
      execArgv: ['--conditions=@timesheets/source'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })

  const first = start('first', 1_000, 0)
  await unlessExited(first, endpoint.requests(10))
  await kill(first)
  const second = start('second', 10, 61_000)
  await unlessExited(second, once(second, 'message'))
  const expected = (await eventsAfter(open.database.reader, 0, 5_000)).filter(
    ({ action }) => action === 'entry.created',
  )
  await expect
    .poll(() => new Set(endpoint.seen.map(({ headers }) => headers['webhook-id'])).size, {
      timeout: 20_000,
    })
    .toBe(expected.length)
  const sequences = endpoint.seen.map(({ body }) => JSON.parse(body).data.sequence)
  expect([...new Set(sequences)]).toEqual(expected.map(({ sequence }) => sequence))
  await kill(second)
  await open.close()
  await endpoint.close()
  await database.remove()
})
