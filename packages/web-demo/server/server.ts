import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import sirv from 'sirv'
import type { Settings } from '../src/settings.ts'
import { earlyRequests } from './early-requests.ts'
import { securityHeaders } from './security-headers.ts'

/**
 * Serves the built application from `folder`: hashed assets for ever, the page itself fresh every time, the
 * page for every address of it, and `/config.json`, this deployment's settings.
 */
export function createWebServer(folder: string, settings: Settings): Server {
  const headers = securityHeaders(settings)
  const early = earlyRequests(readFileSync(join(folder, 'index.html'), 'utf8'), settings)
  const config = JSON.stringify(settings)
  const files = sirv(folder, {
    single: true,
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      const isPage = extname(path) === ''
      if (isPage) response.setHeader('Link', early)
      const isHashed = path.startsWith('/assets/')
      response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    } else if (request.url?.split('?')[0] === '/config.json') {
      response.setHeader('Cache-Control', 'no-cache')
      response.setHeader('Content-Type', 'application/json')
      response.end(config)
    } else {
      files(request, response, () => {
        response.writeHead(404).end()
      })
    }
  })
}
