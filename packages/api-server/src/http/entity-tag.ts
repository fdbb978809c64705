import { hash } from 'node:crypto'
import type { Response } from 'express'
import { ifNoneMatchNames } from 'timesheets-sdk/contract'
import { sendText, varyBy } from './send.ts'

/** May be kept by the client alone, and asked about each time before it is used. */
const revalidate = 'private, no-cache'

/**
 * Answers a `GET` with JSON and its entity tag, or with 304 where the client has that already (RFC 9110 section 13.1.2).
 * @param etag without one, a weak tag is made of the JSON itself
 */
export function sendRevalidated(res: Response, value: unknown, etag?: string): void {
  const json = JSON.stringify(value)
  const tag = etag ?? `W/"${hash('sha1', json, 'base64url')}"`
  res.setHeader('ETag', tag)
  res.setHeader('Cache-Control', revalidate)
  varyBy(res, 'Authorization')
  if (ifNoneMatchNames(res.req.headers['if-none-match'], tag)) {
    res.statusCode = 304
    res.end()
    return
  }
  sendText(res, 200, 'application/json; charset=utf-8', json)
}
