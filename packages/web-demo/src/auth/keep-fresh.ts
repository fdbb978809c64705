import type { TokenProvider } from 'timesheets-sdk/auth'

/**
 * Less than a tenth of two minutes, so that tokens with at least that lifetime are renewed before they
 * expire.
 */
const everyMs = 10_000

/**
 * Requests a token regularly while the page is visible. So it is renewed before it expires and not when the
 * person saves, and a session that ended elsewhere is noticed early. Returns a function that stops it.
 */
export function keepFresh(tokenProvider: TokenProvider): () => void {
  const look = () => {
    if (document.visibilityState !== 'visible') return
    // The owner of the provider handles its failures.
    tokenProvider.getAccessToken().catch(() => {})
  }
  const timer = setInterval(look, everyMs)
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  }
}
