import type { Request, Response } from 'express'
import { HttpProblem } from 'timesheets-sdk/decide'
import type { SharedCounts } from '../../shared-counts.ts'
import { RateLimiter, type RateLimitState } from './rate-limiter.ts'
import { SharedRateLimiter } from './shared-rate-limiter.ts'

const windowSeconds = 60

/** The rate limits. The same number applies to each caller, and to each address without a valid token. */
export interface Limits {
  /**
   * Counts a request of a caller and sets the RateLimit header fields of the response (draft 8).
   * The promise, if there is one, waits for the counts of the other processes.
   * @throws {HttpProblem} `rate_limited`
   */
  countCaller(res: Response, key: string): Promise<void> | void
  /**
   * Counts a request without a valid token by its address. Callers with a valid token are not affected by
   * others behind the same address. Each process counts for itself, so that requests without a valid token
   * never write to the database.
   * @throws {HttpProblem} `rate_limited`
   */
  countRefusal(req: Request): void
}

const noLimits: Limits = { countCaller() {}, countRefusal() {} }

/**
 * @param perMinute 0: no limits
 * @param counts those of all processes; default: this process counts for itself
 */
export function createLimits(perMinute: number, now: () => number, counts?: SharedCounts): Limits {
  if (perMinute === 0) return noLimits
  const options = { limit: perMinute, windowMs: windowSeconds * 1_000, now }
  const callers = counts ? new SharedRateLimiter(options, counts) : new RateLimiter(options)
  const refusals = new RateLimiter(options)
  const policy = `"caller";q=${perMinute};w=${windowSeconds}`

  function check(res: Response, state: RateLimitState): void {
    res.setHeader('RateLimit-Policy', policy)
    res.setHeader('RateLimit', `"caller";r=${state.remaining};t=${state.secondsToReset}`)
    if (!state.allowed) throw limited(`more than ${perMinute} requests in a minute`, state.secondsToReset)
  }

  return {
    countCaller(res, key) {
      const state = callers.take(key)
      if (!(state instanceof Promise)) return check(res, state)
      return state.then((confirmed) => check(res, confirmed))
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
