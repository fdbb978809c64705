const MAX_LENGTH = 300
const JWT_LIKE = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g

/**
 * Foreign text made fit for a message: without the given secrets and anything that looks like a JWT, without control
 * characters, on one line of bounded length.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '[redacted]')
  clean = clean
    .replace(JWT_LIKE, '[redacted]')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH)}...` : clean
}

/**
 * A foreign error reduced to its words. Errors of HTTP libraries carry requests and responses, and these carry secrets
 * and tokens, so they are not passed on as a `cause`.
 */
export function causeInWords(error: unknown, secrets: readonly string[] = []): Error {
  const words: string[] = []
  for (let link = error, depth = 0; link instanceof Error && depth < 5; link = link.cause, depth++) {
    const code = 'code' in link && typeof link.code === 'string' ? ` (${link.code})` : ''
    words.push(`${link.name}: ${link.message}${code}`)
  }
  return new Error(redact(words.join('; ') || 'not an Error', secrets))
}
