import type { Settings } from '../src/settings.ts'

/**
 * The headers of every response. The policy lets the page run its own scripts and styles, call the API and
 * the issuer, and renew silently in a frame of the issuer's: nothing inline, nothing evaluated, nothing from
 * anywhere else.
 */
export function securityHeaders({ apiUrl, issuer }: Settings): Readonly<Record<string, string>> {
  const api = new URL(apiUrl).origin
  const authorizationServer = new URL(issuer).origin
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    'connect-src': `'self' ${api} ${authorizationServer}`,
    // Silent renewal: the frame begins at the issuer, and ends at this application's callback.
    'frame-src': `'self' ${authorizationServer}`,
    'frame-ancestors': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
  }
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, sources]) => `${name} ${sources}`)
      .join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
  }
}
