import type { TokenProvider } from 'timesheets-sdk/auth'

/** Less than a tenth of two minutes: the shortest lifetime of a token that is then renewed before its end. */
const everyMs = 10_000

/**
 * Asks for a token now and then while the page is looked at, so that it is renewed before its end and not when the person
 * saves, and so that a session that has ended elsewhere is told in time. Answers how to stop.
 */
export function keepFresh(tokenProvider: TokenProvider): () => void {
  const look = () => {
    if (document.visibilityState !== 'visible') return
    // Whoever owns the provider hears of its failures.
    tokenProvider.getAccessToken().catch(() => {})
  }
  const timer = setInterval(look, everyMs)
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  }
}
