import { codeOf } from '../../net/tls-fault.ts'
import { spellingsOf } from './secret-spellings.ts'

const maxLength = 300
// Credentials of an echoed Authorization header (RFC 9110 section 11.4), of any client.
const credentialPattern = /\b(Basic|Bearer|DPoP)(?:\s+|%20|\+)(?=\S*[\d=+/])[\w+/=.~%-]{8,}/gi
const jwtLike = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g

/**
 * Foreign text made fit for a message: without the given secrets in any of their {@link spellingsOf |
 * spellings}, without anything that looks like a JWT or the credentials of a header, without control
 * characters, on one line of bounded length.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text
  for (const spelling of secrets.flatMap(spellingsOf)) clean = clean.replaceAll(spelling, '[redacted]')
  clean = clean
    .replace(jwtLike, '[redacted]')
    .replace(credentialPattern, '$1 [redacted]')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}...` : clean
}

/**
 * A foreign error reduced to its words. Errors of HTTP libraries carry requests and responses, and these
 * carry secrets and tokens, so they are not passed on as a `cause`. A code such as `ECONNREFUSED` is kept.
 */
export function causeInWords(
  error: unknown,
  secrets: readonly string[] = [],
): Error & { readonly code?: string | undefined } {
  const words: string[] = []
  for (let link = error, depth = 0; link instanceof Error && depth < 5; link = link.cause, depth++) {
    const code = 'code' in link && typeof link.code === 'string' ? ` (${link.code})` : ''
    words.push(`${link.name}: ${link.message}${code}`)
  }
  const code = redact(codeOf(error), secrets)
  return Object.assign(new Error(redact(words.join('; ') || 'not an Error', secrets)), code && { code })
}
