import type { DevIssuerOptions } from './issuer.ts'
import { tenant } from './seeds/tenant.ts'

/** An invalid setting. The message is one line that names the setting and the next step. */
export class SettingsError extends Error {
  override name = 'SettingsError'
}

/**
 * Reads the issuer's settings from environment variables. An empty one counts as unset. Throws SettingsError.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): DevIssuerOptions {
  if (env.NODE_ENV === 'production') {
    throw new SettingsError(
      'dev-issuer is for development only and does not start with NODE_ENV=production; use a real issuer',
    )
  }
  const signingAlg = env.TOKEN_SIGNING_ALG || 'RS256'
  if (signingAlg !== 'RS256' && signingAlg !== 'HS256') {
    throw new SettingsError(`TOKEN_SIGNING_ALG is "${signingAlg}"; set it to RS256 or HS256`)
  }
  if (signingAlg === 'HS256' && Buffer.byteLength(env.SECRET ?? '') < 32) {
    throw new SettingsError('TOKEN_SIGNING_ALG=HS256 needs SECRET; set it to at least 32 bytes')
  }
  return {
    port: readInteger(env, 'PORT', { fallback: 9000, min: 0, max: 65535 }),
    accessTokenLifetimeSeconds: readInteger(env, 'ACCESS_TOKEN_LIFETIME_SECONDS', {
      fallback: tenant.api.token_lifetime,
      min: 1,
      max: 30 * 24 * 3600,
    }),
    deviceCodeLifetimeSeconds: readInteger(env, 'DEVICE_CODE_LIFETIME_SECONDS', {
      fallback: 900,
      min: 1,
      max: 24 * 3600,
    }),
    deviceCodeIntervalSeconds: readInteger(env, 'DEVICE_CODE_INTERVAL_SECONDS', {
      fallback: 5,
      min: 1,
      max: 60,
    }),
    dpopNonces: readFlag(env, 'DPOP_NONCES'),
    signingAlg,
    ...(env.SECRET && { secret: env.SECRET }),
    ...(env.AUDIENCE && { audience: env.AUDIENCE }),
    ...(env.SPA_ORIGINS && { spaOrigins: env.SPA_ORIGINS.split(',').map(readOrigin) }),
  }
}

function readOrigin(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : ''
  if (origin === 'null' || origin !== text) {
    throw new SettingsError(
      `SPA_ORIGINS has "${text}"; set it to origins such as http://localhost:4200, separated by commas`,
    )
  }
  return origin
}

function readFlag(env: Readonly<Record<string, string | undefined>>, name: string): boolean {
  const text = env[name] || 'false'
  if (text !== 'true' && text !== 'false') {
    throw new SettingsError(`${name} is "${text}"; set it to true or false`)
  }
  return text === 'true'
}

function readInteger(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): number {
  const text = env[name]
  if (!text) return fallback
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new SettingsError(`${name} is "${text}"; set it to a whole number from ${min} to ${max}`)
  }
  return value
}
