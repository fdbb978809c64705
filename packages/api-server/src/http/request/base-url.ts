import type { Request } from 'express'
import { type DpopRequest, InvalidTokenError, isLoopback } from 'timesheets-sdk/verify'
import { pathOf } from '../response/send.ts'

const plainHost = /^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i

/**
 * The URL of this API as the client of a request reaches it, without a trailing slash: `publicUrl` if it is
 * set, otherwise from the request, whose `Host` anybody can choose. `undefined` if that is not a host.
 */
export function baseUrlOf(
  req: Pick<Request, 'headers' | 'socket'>,
  publicUrl: string | undefined,
): string | undefined {
  if (publicUrl !== undefined) return publicUrl
  const { host } = req.headers
  if (host === undefined || !plainHost.test(host)) return undefined
  const scheme = req.headers['x-forwarded-proto'] === 'https' || 'encrypted' in req.socket ? 'https' : 'http'
  return `${scheme}://${host}`
}

/**
 * The request as its DPoP proof has to describe it. Without `publicUrl` only clients on the same machine have
 * such requests: another API that a proof was made for could forward it with its own `Host`.
 *
 * @throws {InvalidTokenError} `bad_proof` if the URL of the request is not known for certain
 */
export function dpopRequestOf(req: Request, publicUrl: string | undefined): DpopRequest {
  const base = baseUrlOf(req, publicUrl)
  if (base === undefined || (publicUrl === undefined && !isLoopback(new URL(base).hostname))) {
    throw new InvalidTokenError(
      'bad_proof',
      'The DPoP proof cannot be checked, as this API does not know its own URL: its administrator has to set PUBLIC_URL',
    )
  }
  const { dpop } = req.headers
  return {
    proof: Array.isArray(dpop) ? dpop.join() : dpop,
    method: req.method,
    url: base + pathOf(req.originalUrl),
  }
}
