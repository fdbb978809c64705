import type { Socket } from 'node:net'
import type { Request, Response } from 'express'
import { HttpProblem } from 'timesheets-sdk/decide'
import type { Caller } from 'timesheets-sdk/rules'
import {
  challengesFor,
  InvalidTokenError,
  IssuerUnreachableError,
  readAccessToken,
  schemeOf,
  type TokenVerifier,
  type VerifiedToken,
} from 'timesheets-sdk/verify'
import { exchangeOf } from '../exchange.ts'
import type { Limits } from '../limits/limits.ts'
import type { TokenOutcome } from '../observe/metrics.ts'
import { resourceMetadataUrl } from '../response/resource-metadata.ts'
import { dpopRequestOf } from './base-url.ts'
import type { Identities } from './identities.ts'

/** The caller according to a verified token. All requests with the same token share one session. */
export interface Session {
  readonly token: VerifiedToken
  readonly caller: Caller
  /** Identifies the caller for the rate limit: the client and its user. */
  readonly limitKey: string
}

export interface Authenticator {
  /** The session of a bearer token that was verified before; undefined if {@link verify} must check it. */
  cached(req: Request, res: Response): Session | undefined
  /**
   * The session of the request's token, which is read from the `Authorization` header alone. A token that is
   * bound to a key needs a proof in the `DPoP` header (RFC 9449).
   * @throws {HttpProblem} `invalid_token` with challenges (RFC 6750 section 3, RFC 9449 section 7.1),
   *   `issuer_unavailable`, `rate_limited`
   */
  verify(req: Request, res: Response): Promise<Session>
}

export function createAuthenticator(deps: {
  readonly verifier: TokenVerifier
  readonly limits: Limits
  readonly identities: Identities
  /** Where clients reach this API; undefined if it is not configured. */
  readonly publicUrl: string | undefined
  readonly dpopRequired: boolean
  readonly tokenJudged: (outcome: TokenOutcome) => void
  /** Called when this process sees a token for the first time. */
  readonly sessionBegun: (session: Session) => void
}): Authenticator {
  const { verifier, limits, identities, publicUrl, tokenJudged, sessionBegun } = deps
  const sessions = new WeakMap<VerifiedToken, Session>()
  // Most connections send the same token with each request: then it needs no digest.
  const lastOn = new WeakMap<Socket, { readonly authorization: string; readonly token: VerifiedToken }>()

  function tokenOf({ socket, headers: { authorization } }: Request): VerifiedToken | undefined {
    const last = lastOn.get(socket)
    if (last && last.authorization === authorization && verifier.isStillValid(last.token)) return last.token
    const token = verifier.verifyCached(bearerOf(authorization))
    if (token && authorization) lastOn.set(socket, { authorization, token })
    return token
  }

  function open(token: VerifiedToken, res: Response): Session {
    let session = sessions.get(token)
    if (!session) {
      session = sessionOf(token, identities)
      sessions.set(token, session)
      sessionBegun(session)
    }
    exchangeOf(res).caller = session.caller
    return session
  }

  /** RFC 9449 section 8.2: each response to a proof brings the nonce for the next one. */
  async function offerNonce(req: Request, res: Response): Promise<void> {
    if (schemeOf(req.headers.authorization) !== 'DPoP') return
    const nonce = await verifier.dpopNonce()
    if (nonce !== undefined) res.setHeader('DPoP-Nonce', nonce)
  }

  return {
    cached(req, res) {
      const token = tokenOf(req)
      if (!token) return undefined
      tokenJudged('cached')
      return open(token, res)
    },
    async verify(req, res) {
      try {
        const { scheme, token } = readAccessToken(req.headers.authorization)
        const verified = await verifier.verify(
          token,
          scheme === 'DPoP' ? dpopRequestOf(req, publicUrl) : undefined,
        )
        tokenJudged('verified')
        return open(verified, res)
      } catch (error) {
        throw refusalOf(error)
      } finally {
        await offerNonce(req, res)
      }

      function refusalOf(error: unknown): unknown {
        if (error instanceof IssuerUnreachableError) {
          tokenJudged('issuer_unavailable')
          return issuerUnavailable(error)
        }
        if (!(error instanceof InvalidTokenError)) return error
        tokenJudged(`invalid_${error.reason}`)
        // To ask for a nonce is part of the protocol, and the proof was valid otherwise.
        if (error.reason !== 'nonce_required') limits.countRefusal(req)
        return unauthorized(error, req, deps)
      }
    },
  }
}

const scheme = 'Bearer '

// The fast path only reads the usual spelling of the header; `readBearerToken` handles all others.
function bearerOf(authorization: string | undefined): string {
  return authorization?.startsWith(scheme) ? authorization.slice(scheme.length) : ''
}

function sessionOf(token: VerifiedToken, identities: Identities): Session {
  const clientId = token.clientId ?? token.subject
  return {
    token,
    caller: {
      subject: token.subject,
      userId: token.identity === null ? null : identities.of(token.identity),
      clientId,
      isMachine: token.isMachine,
      scopes: token.scopes,
    },
    limitKey: JSON.stringify([clientId, token.subject]),
  }
}

function unauthorized(
  error: InvalidTokenError,
  req: Request,
  { publicUrl, dpopRequired }: { readonly publicUrl: string | undefined; readonly dpopRequired: boolean },
): HttpProblem {
  const resourceMetadata = resourceMetadataUrl(req, publicUrl)
  return new HttpProblem('invalid_token', error.message, {
    'WWW-Authenticate': challengesFor(error, {
      scheme: schemeOf(req.headers.authorization),
      dpopRequired,
      ...(resourceMetadata === undefined ? {} : { resourceMetadata }),
    }),
  })
}

function issuerUnavailable(cause: IssuerUnreachableError): HttpProblem {
  const detail =
    "the authorization server's keys cannot be fetched, so tokens cannot be checked: try again later"
  return new HttpProblem('issuer_unavailable', detail, {}, { cause })
}
