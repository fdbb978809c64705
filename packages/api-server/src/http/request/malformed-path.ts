import type { Request, RequestHandler, Response } from 'express'
import { HttpProblem } from 'timesheets-sdk/decide'
import { pathOf } from '../response/send.ts'
import type { Authenticator } from './authenticate.ts'

/**
 * Rejects a path that cannot be decoded (RFC 3986 section 2.1) before routing. As with every other path, the
 * token is checked first.
 */
export function refuseMalformedPath(authenticator: Authenticator): RequestHandler {
  const refuse = async (req: Request, res: Response): Promise<void> => {
    if (!authenticator.cached(req, res)) await authenticator.verify(req, res)
    throw new HttpProblem(
      'malformed_request',
      'the path is not well-formed: each % must be followed by two hex digits of UTF-8',
    )
  }
  return (req, res, next) => {
    if (req.url.includes('%') && !isWellFormed(pathOf(req.url))) refuse(req, res).catch(next)
    else next()
  }
}

function isWellFormed(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
