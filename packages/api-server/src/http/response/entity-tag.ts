import type { Response } from 'express'
import { ifNoneMatchNames } from 'timesheets-sdk/contract'
import { contentTag } from '../../content-tag.ts'
import { sendText, varyBy } from './send.ts'

/** Only the client may store it, and must revalidate it before each use. */
const revalidate = 'private, no-cache'

/**
 * Responds to a `GET` with JSON and its entity tag, or with 304 if the client's copy is current (RFC 9110
 * section 13.1.2).
 * @param etag default: a weak tag of the JSON
 */
export function sendRevalidated(res: Response, value: unknown, etag?: string): void {
  const json = JSON.stringify(value)
  sendRevalidatedJson(res, json, etag ?? contentTag(json))
}

/** The same for JSON that is already encoded. */
export function sendRevalidatedJson(res: Response, json: string | Buffer, etag: string): void {
  if (!sendNotModified(res, etag)) sendText(res, 200, 'application/json; charset=utf-8', json)
}

/** Sets the entity tag, and responds with 304 if the client's copy is current. Returns whether it did. */
export function sendNotModified(res: Response, etag: string): boolean {
  res.setHeader('ETag', etag)
  res.setHeader('Cache-Control', revalidate)
  varyBy(res, 'Authorization')
  const known = res.req.headers['if-none-match']
  if (known !== etag && !ifNoneMatchNames(known, etag)) return false
  res.statusCode = 304
  res.end()
  return true
}
