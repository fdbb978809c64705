import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { shown } from '../workspace.ts'
import type { StartSettings } from './settings.ts'
import { StartError } from './start-error.ts'

/** Checks before anything runs that the ports are free and the folder is writable. @throws {StartError} */
export async function checkBeforehand(settings: StartSettings): Promise<void> {
  await checkPort(settings.issuerPort, 'TIMESHEETS_ISSUER_PORT')
  await checkPort(settings.apiPort, 'TIMESHEETS_API_PORT')
  await checkPort(settings.webPort, 'TIMESHEETS_WEB_PORT')
  await checkPort(settings.docsPort, 'TIMESHEETS_DOCS_PORT')
  await checkFolder(settings.dataDirectory)
}

async function checkPort(port: number, variable: string): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) {
    const code = await codeOfListening(port, host)
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `port ${port} is taken: stop what listens there, or set ${variable} to another port`,
      )
    }
    if (code === 'EACCES') {
      throw new StartError(`port ${port} is not open to this user: set ${variable} to a port above 1023`)
    }
  }
}

/** The system's error code on listening, which is `undefined` where it works. */
function codeOfListening(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    server.listen({ port, host }, () => server.close(() => resolve(undefined)))
  })
}

async function checkFolder(directory: string): Promise<void> {
  const probe = join(directory, '.write-test')
  try {
    await mkdir(directory, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new StartError(
      `${shown(directory)} can't be written (${code}): make it writable, or set DATA_DIR to a folder that is`,
      { cause },
    )
  }
}
