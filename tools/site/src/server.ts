import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import sirv from 'sirv'

const waiting = (text: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="2">
<title>Timesheets documentation</title>
<p style="font: 1.1rem system-ui; margin: 4rem auto; max-width: 40rem; padding: 0 1rem">${text}</p>
</html>
`

/**
 * Serves the site in `folder`. A site that does not exist is built by `build` when somebody asks for its
 * first page, since that takes some seconds; until then, pages say so and load again.
 */
export function createSiteServer(folder: string, build: () => Promise<void> = () => buildIn(folder)): Server {
  const pages = sirv(folder, { dev: true })
  let isBuilding = false
  let failure: string | undefined
  return createServer((request, response) => {
    if (request.url === '/readyz') {
      response.end('ok')
      return
    }
    if (existsSync(join(folder, 'index.html'))) {
      pages(request, response, () => {
        response.writeHead(404).end('This page does not exist.')
      })
      return
    }
    if (!isBuilding) {
      isBuilding = true
      build().catch((error: unknown) => {
        failure = String(error)
      })
    }
    const text =
      failure ?? 'The documentation is being built. This takes about 20 seconds; the page then appears.'
    response.writeHead(503, { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '2' })
    response.end(waiting(text))
  })
}

/** Builds the site as a process, and puts it into place when it is complete. @throws {Error} if it fails */
async function buildIn(folder: string): Promise<void> {
  const half = `${folder}.new`
  await rm(half, { recursive: true, force: true })
  const program = join(import.meta.dirname, 'build.ts')
  const child = spawn(process.execPath, ['-C', '@timesheets/source', program, half], { stdio: 'inherit' })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error('The documentation could not be built: the log of this server says why.')
  await rm(folder, { recursive: true, force: true })
  await rename(half, folder)
}
