import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { readSettings, SettingsError } from '../src/settings.ts'
import { createWebServer } from './server.ts'

const folder = join(import.meta.dirname, '../dist')

function stop(line: string): never {
  console.error(line)
  process.exit(1)
}

function readPort(text = '4200'): number {
  const port = Number(text || '4200')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    stop(`PORT is "${text}": set it to a whole number from 0 to 65535`)
  }
  return port
}

function readSettingsOrStop() {
  try {
    return readSettings(process.env)
  } catch (error) {
    if (error instanceof SettingsError) stop(error.message)
    throw error
  }
}

const port = readPort(process.env.PORT)
/** The address to listen on; undefined: all of them. */
const host = process.env.HOST || undefined
const settings = readSettingsOrStop()
if (!existsSync(join(folder, 'index.html'))) {
  stop('packages/web-demo/dist is missing: run "pnpm --filter timesheets-web run build" first')
}
const server = createWebServer(folder, settings)
server.on('error', (error: NodeJS.ErrnoException) => {
  stop(
    error.code === 'EADDRINUSE'
      ? `port ${port} is taken: end what listens there, or set PORT to another`
      : `the server can't listen on port ${port}: ${error.message}`,
  )
})
server.listen({ port, host }, () => {
  const address = server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  const reach = host === undefined ? '' : `, for ${host} only`
  console.log(`timesheets web ready at http://localhost:${actual}${reach}`)
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0))
    server.closeAllConnections()
  })
}
