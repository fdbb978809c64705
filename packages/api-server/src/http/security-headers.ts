import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

type Directives = Readonly<Record<string, readonly string[]>>

/** An API answers data: nothing in an answer may run, load or be framed. */
const apiDirectives: Directives = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] }

/** The page at /docs loads its own scripts and styles, and nothing from elsewhere. */
const pageDirectives: Directives = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  // Swagger UI sets style attributes, and has its icons as data: URLs.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/** Sets the header fields that Helmet has for an API, on every answer; none is to be kept unless it says so. */
export function securityHeaders(): RequestHandler {
  const headers = [...headersOf(apiDirectives), ['Cache-Control', 'no-store'] as const]
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value)
    next()
  }
}

/** Loosens the content security policy as far as a page needs it. */
export function pageSecurityHeaders(): RequestHandler {
  const headers = headersOf(pageDirectives)
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value)
    next()
  }
}

// Helmet says the same each time, so it is asked once: that takes its share of each request from some
// microseconds to one.
function headersOf(directives: Directives): [name: string, value: string][] {
  const headers: [string, string][] = []
  const recorder = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  }
  const middleware = helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    xFrameOptions: { action: 'deny' },
    // Whether a page of another origin may read an answer is for CORS to say.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  })
  let failure: unknown
  middleware({} as IncomingMessage, recorder as unknown as ServerResponse, (error?: unknown) => {
    failure = error
  })
  if (failure !== undefined) throw failure
  return headers
}
