import type { Request, Response } from 'express'
import { HttpProblem } from 'timesheets-sdk/decide'
import type { Caller } from 'timesheets-sdk/rules'
import {
  challenge,
  InvalidTokenError,
  IssuerUnreachableError,
  readBearerToken,
  type TokenVerifier,
  type VerifiedToken,
} from 'timesheets-sdk/verify'
import { exchangeOf } from '../exchange.ts'
import type { Limits } from '../limits/limits.ts'
import type { TokenOutcome } from '../observe/metrics.ts'
import { resourceMetadataUrl } from '../response/resource-metadata.ts'
import type { Identities } from './identities.ts'

/** Who calls, by a token that was verified. All requests with the same token share one. */
export interface Session {
  readonly token: VerifiedToken
  readonly caller: Caller
  /** Tells callers apart for the rate limit: the client and whom it acts for. */
  readonly limitKey: string
}

export interface Authenticator {
  /** The session of a token that was verified before; undefined where {@link verify} has to decide. */
  cached(req: Request, res: Response): Session | undefined
  /**
   * The session of the request's bearer token, which is read from the `Authorization` header alone.
   * @throws {HttpProblem} `invalid_token` with a challenge (RFC 6750 section 3), `issuer_unavailable`, `rate_limited`
   */
  verify(req: Request, res: Response): Promise<Session>
}

export function createAuthenticator(deps: {
  readonly verifier: TokenVerifier
  readonly limits: Limits
  readonly identities: Identities
  readonly tokenJudged: (outcome: TokenOutcome) => void
  /** Told of each token when this process sees it first. */
  readonly sessionBegun: (session: Session) => void
}): Authenticator {
  const { verifier, limits, identities, tokenJudged, sessionBegun } = deps
  const sessions = new WeakMap<VerifiedToken, Session>()

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

  return {
    cached(req, res) {
      const token = verifier.verifyCached(bearerOf(req.headers.authorization))
      if (!token) return undefined
      tokenJudged('cached')
      return open(token, res)
    },
    async verify(req, res) {
      try {
        const token = await verifier.verify(readBearerToken(req.headers.authorization))
        tokenJudged('verified')
        return open(token, res)
      } catch (error) {
        throw refusalOf(error)
      }

      function refusalOf(error: unknown): unknown {
        if (error instanceof IssuerUnreachableError) {
          tokenJudged('issuer_unavailable')
          return issuerUnavailable(error)
        }
        if (!(error instanceof InvalidTokenError)) return error
        tokenJudged(`invalid_${error.reason}`)
        limits.countRefusal(req)
        return unauthorized(error, req)
      }
    },
  }
}

const scheme = 'Bearer '

// The fast path reads the header in its usual spelling only; all others are left to `readBearerToken`.
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

function unauthorized(error: InvalidTokenError, req: Request): HttpProblem {
  return new HttpProblem('invalid_token', error.message, {
    'WWW-Authenticate': challenge({
      // RFC 6750 section 3.1: where no token was sent, nothing is said of an error.
      ...(error.reason === 'missing' ? {} : { error: 'invalid_token', errorDescription: error.message }),
      resourceMetadata: resourceMetadataUrl(req),
    }),
  })
}

function issuerUnavailable(cause: IssuerUnreachableError): HttpProblem {
  const detail =
    "the authorization server's keys can't be fetched, so that no token can be checked: try again later"
  return new HttpProblem('issuer_unavailable', detail, {}, { cause })
}
