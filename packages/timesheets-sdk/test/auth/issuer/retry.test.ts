import { describe, expect, it } from 'vitest'
import { AuthError } from '../../../src/auth/errors.ts'
import { httpDefaults } from '../../../src/auth/issuer/http.ts'
import { sendWithRetries } from '../../../src/auth/issuer/retry.ts'
import { fakeClock } from '../support/clock.ts'
import { failureOf } from '../support/everything-in.ts'

function setUp({ attempts = 4, seconds = 30 } = {}) {
  const clock = fakeClock()
  const budget = { signal: new AbortController().signal, attempts, deadlineMs: clock.now() + seconds * 1000 }
  return { clock, http: httpDefaults({ now: clock.now, sleep: clock.sleep }), budget }
}

const about = { method: 'POST', url: 'https://issuer.example/token' }
const unreachable = (retryAfterMs?: number) =>
  new AuthError('issuer_unreachable', 'away', retryAfterMs === undefined ? {} : { retryAfterMs })

describe('sendWithRetries', () => {
  it('waits longer each time, with jitter', async () => {
    const { clock, http, budget } = setUp()
    const failure = await failureOf(sendWithRetries(() => Promise.reject(unreachable()), http, budget, about))
    expect(failure).toMatchObject({ code: 'issuer_unreachable' })
    expect(clock.waitsMs).toHaveLength(3)
    clock.waitsMs.forEach((waitMs, index) => {
      expect(waitMs).toBeGreaterThanOrEqual(150 * 2 ** index)
      expect(waitMs).toBeLessThanOrEqual(300 * 2 ** index)
    })
  })

  it('waits as long as it is asked to, and a little longer', async () => {
    const { clock, http, budget } = setUp()
    const outcomes = [Promise.reject(unreachable(7_000)), Promise.resolve('reply')]
    await expect(
      sendWithRetries(() => outcomes.shift() ?? Promise.reject(), http, budget, about),
    ).resolves.toBe('reply')
    expect(clock.waitsMs).toHaveLength(1)
    expect(clock.waitsMs[0]).toBeGreaterThanOrEqual(7_150)
    expect(clock.waitsMs[0]).toBeLessThanOrEqual(7_300)
  })

  it('gives up at once when it is asked to wait beyond its deadline', async () => {
    const { clock, http, budget } = setUp()
    const failure = await failureOf(
      sendWithRetries(() => Promise.reject(unreachable(30_000)), http, budget, about),
    )
    expect(failure).toMatchObject({ code: 'issuer_unreachable', retryAfterMs: 30_000 })
    expect(clock.waitsMs).toEqual([])
  })

  it('gives each attempt no more time than is left', async () => {
    const { clock, http, budget } = setUp({ seconds: 15 })
    const given: number[] = []
    const send = async (timeoutMs: number) => {
      given.push(timeoutMs)
      clock.advanceSeconds(timeoutMs / 1000)
      throw unreachable()
    }
    await failureOf(sendWithRetries(send, http, budget, about))
    expect(given[0]).toBe(10_000)
    expect(given[1]).toBeLessThan(5_000)
    expect(given).toHaveLength(2)
  })

  it('does not retry errors that trying again cannot fix', async () => {
    const { clock, http, budget } = setUp()
    const refused = new AuthError('invalid_client', 'no')
    expect(await failureOf(sendWithRetries(() => Promise.reject(refused), http, budget, about))).toBe(refused)
    const bug = new TypeError('bug')
    expect(await failureOf(sendWithRetries(() => Promise.reject(bug), http, budget, about))).toBe(bug)
    expect(clock.waitsMs).toEqual([])
  })
})
