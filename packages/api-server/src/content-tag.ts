import { hash } from 'node:crypto'

/**
 * A weak entity tag (RFC 9110 section 8.8.1): a digest of the content, so every process gives the same one.
 */
export function contentTag(content: string | Buffer): string {
  return `W/"${hash('sha1', content, 'base64url')}"`
}
