import type { WeekStatus } from '../model/week.ts'

/**
 * The strong entity tag of an entry or a week (RFC 9110 section 8.8.3). It includes the week's status, which
 * is part of a returned entry and changes without the entry's version.
 */
export function etagOf({
  version,
  status,
}: {
  readonly version: number
  readonly status: WeekStatus
}): string {
  return `"${version}-${status}"`
}

/**
 * Whether an `If-Match` header allows a change (RFC 9110 section 13.1.1): it is absent, `*`, or a list with
 * the tag, also as a proxy has changed it.
 * @param etag `undefined`: there is nothing to change, which only an absent header allows
 */
export function ifMatchAllows(ifMatch: string | undefined, etag: string | undefined): boolean {
  if (ifMatch === undefined) return true
  if (etag === undefined) return false
  return names(ifMatch, etag)
}

/** Whether an `If-None-Match` header names `etag`, by weak comparison (RFC 9110 section 13.1.2). */
export function ifNoneMatchNames(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch !== undefined && names(ifNoneMatch, etag)
}

function names(tags: string, etag: string): boolean {
  return tags.split(',').some((tag) => tag.trim() === '*' || originalOf(tag) === originalOf(etag))
}

/** Proxies that compress mark tags as weak, as nginx does, or add the encoding, as Apache does. */
function originalOf(tag: string): string {
  return tag
    .trim()
    .replace(/^W\//, '')
    .replace(/-(?:gzip|br|zstd|deflate)"$/, '"')
}
