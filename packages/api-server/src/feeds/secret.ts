import { hash, randomBytes } from 'node:crypto'

const prefix = 'feed_'
const secretBytes = 32
const wellFormed = /^feed_[\w-]{43}$/
/** Also one with an encoded prefix, or with a part missing. */
const anySecret = /feed(?:_|%5f)[\w-]+/gi

/** A new secret of a feed. Its prefix lets logs and scanners recognize it. */
export function newFeedSecret(): string {
  return prefix + randomBytes(secretBytes).toString('base64url')
}

/** The stored form of a secret, without salt as it is random; `undefined` if no feed can have it. */
export function digestOfFeedSecret(secret: string): string | undefined {
  return wellFormed.test(secret) ? hash('sha256', secret, 'hex') : undefined
}

/** A path as logs and problems may show it. */
export function withoutFeedSecrets(path: string): string {
  return path.includes('feed') || path.includes('FEED') ? path.replace(anySecret, `${prefix}***`) : path
}
