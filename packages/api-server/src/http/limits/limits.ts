import type { Request, Response } from 'express'
import { HttpProblem } from 'timesheets-sdk/decide'
import { RateLimiter } from './rate-limiter.ts'

const windowSeconds = 60

/** The rate limits. The same number applies to each caller, and to each address without a valid token. */
export interface Limits {
  /**
   * Counts a request of a caller and sets the RateLimit header fields of the response (draft 8).
   * @throws {HttpProblem} `rate_limited`
   */
  countCaller(res: Response, key: string): void
  /**
   * Counts a request without a valid token by its address. Callers with a valid token are not affected by
   * others behind the same address.
   * @throws {HttpProblem} `rate_limited`
   */
  countRefusal(req: Request): void
}

const noLimits: Limits = { countCaller() {}, countRefusal() {} }

/** @param perMinute 0: no limits */
export function createLimits(perMinute: number, now: () => number): Limits {
  if (perMinute === 0) return noLimits
  const options = { limit: perMinute, windowMs: windowSeconds * 1_000, now }
  const callers = new RateLimiter(options)
  const refusals = new RateLimiter(options)
  const policy = `"caller";q=${perMinute};w=${windowSeconds}`
  return {
    countCaller(res, key) {
      const state = callers.take(key)
      res.setHeader('RateLimit-Policy', policy)
      res.setHeader('RateLimit', `"caller";r=${state.remaining};t=${state.secondsToReset}`)
      if (!state.allowed) throw limited(`more than ${perMinute} requests in a minute`, state.secondsToReset)
    },
    countRefusal(req) {
      const state = refusals.take(req.socket.remoteAddress ?? '')
      if (!state.allowed) {
        throw limited(
          `more than ${perMinute} requests without a valid token in a minute from one address`,
          state.secondsToReset,
        )
      }
    },
  }
}

function limited(what: string, seconds: number): HttpProblem {
  return new HttpProblem('rate_limited', `${what}: try again in ${seconds} seconds`, {
    'Retry-After': String(seconds),
  })
}
