import process from 'node:process'
import { Cluster } from './cluster.ts'
import type { Command, Reply, Request } from './keeper-protocol.ts'

// Runs as a process between the tests and PostgreSQL: when the tests' process is gone, however it died, the
// channel to it closes, and the keeper ends PostgreSQL and removes its data.

let cluster: Promise<Cluster> | undefined
let stopping: Promise<void> | undefined

async function run(command: Command): Promise<{ port: number; pid: number | undefined }> {
  if (command.name === 'create') {
    cluster = Cluster.create(command.password, command.settings)
    await (await cluster).start()
  } else {
    const running = await cluster
    if (!running) throw new Error('there is no cluster yet')
    if (command.name === 'start') {
      await running.end('SIGINT')
      await running.start()
    }
    if (command.name === 'end') await running.end(command.signal)
    if (command.name === 'remove') await stop()
  }
  const current = await cluster
  return { port: current?.port ?? 0, pid: current?.pid }
}

function stop(): Promise<void> {
  stopping ??= (async () => {
    const running = await cluster?.catch(() => undefined)
    await running?.remove()
  })()
  return stopping
}

process.on('message', ({ id, command }: Request) => {
  const reply = (content: Omit<Reply, 'id'>) => {
    if (process.connected) process.send?.({ id, ...content } satisfies Reply)
  }
  run(command).then(
    (state) => reply({ state }),
    (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) }),
  )
})

const leave = () => void stop().finally(() => process.exit())
process.on('disconnect', leave)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
