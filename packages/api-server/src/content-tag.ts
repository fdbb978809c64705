import { hash } from 'node:crypto'

/** A weak entity tag (RFC 9110 section 8.8.1) made of the content itself: equal in every process, different for other content. */
export function contentTag(content: string | Buffer): string {
  return `W/"${hash('sha1', content, 'base64url')}"`
}
