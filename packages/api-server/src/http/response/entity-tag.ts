import type { Response } from 'express'
import { ifNoneMatchNames } from 'timesheets-sdk/contract'
import { contentTag } from '../../content-tag.ts'
import { sendText, varyBy } from './send.ts'

/** May be kept by the client alone, and asked about each time before it is used. */
const revalidate = 'private, no-cache'

/**
 * Answers a `GET` with JSON and its entity tag, or with 304 where the client has that already (RFC 9110 section 13.1.2).
 * @param etag without one, a weak tag is made of the JSON itself
 */
export function sendRevalidated(res: Response, value: unknown, etag?: string): void {
  const json = JSON.stringify(value)
  sendRevalidatedJson(res, json, etag ?? contentTag(json))
}

/** The same of a text of JSON, or its bytes. */
export function sendRevalidatedJson(res: Response, json: string | Buffer, etag: string): void {
  res.setHeader('ETag', etag)
  res.setHeader('Cache-Control', revalidate)
  varyBy(res, 'Authorization')
  const known = res.req.headers['if-none-match']
  if (known === etag || ifNoneMatchNames(known, etag)) {
    res.statusCode = 304
    res.end()
    return
  }
  sendText(res, 200, 'application/json; charset=utf-8', json)
}
