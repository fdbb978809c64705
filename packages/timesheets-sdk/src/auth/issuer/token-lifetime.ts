/** For tokens that do not say when they end: short enough to be renewed before it matters. */
const unknownLifetimeSeconds = 300

/**
 * How long a token is good from when it was asked for: `expires_in` (RFC 6749 section 5.1); where that is
 * missing and the token is a JWT, `exp` less `iat`, so that the two clocks need not agree, or less the time
 * here; else five minutes. The JWT is only read, not verified: that is the API's task.
 */
export function lifetimeSeconds(accessToken: string, expiresIn: number | undefined, nowMs: number): number {
  if (expiresIn !== undefined) return expiresIn
  const claims = readClaims(accessToken)
  if (!isInstant(claims?.exp)) return unknownLifetimeSeconds
  return Math.max(0, claims.exp - (isInstant(claims.iat) ? claims.iat : nowMs / 1000))
}

function readClaims(token: string): { exp?: unknown; iat?: unknown } | undefined {
  const payload = token.split('.')[1]
  if (payload === undefined) return undefined
  try {
    // Read byte by byte: the two numbers are ASCII, and not every platform has a TextDecoder for the rest.
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof claims === 'object' && claims !== null ? claims : undefined
  } catch {
    return undefined
  }
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
