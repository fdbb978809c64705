import { HttpResponse } from 'msw'
import { ifNoneMatchNames } from '../contract/etag.ts'
import { defaultPageSize } from '../contract/limits.ts'
import { HttpProblem, type ProblemError } from '../decide/problem-error.ts'
import { pageOf, placeOf, refusePaging } from '../decide/request/paging.ts'
import { attachmentOf, type RowFormat } from '../decide/row-formats.ts'

type Headers = Readonly<Record<string, string>>

export function json(status: number, value: unknown, headers: Headers = {}): Response {
  return new HttpResponse(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })
}

/**
 * JSON with its entity tag, or 304 if the client already has it. Default `etag`: a weak one of the content.
 */
export async function revalidated(request: Request, value: unknown, etag?: string): Promise<Response> {
  const tag = etag ?? (await contentTag(JSON.stringify(value)))
  if (!ifNoneMatchNames(request.headers.get('if-none-match') ?? undefined, tag)) {
    return json(200, value, { ETag: tag })
  }
  return new HttpResponse(null, { status: 304, headers: { ETag: tag } })
}

async function contentTag(content: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(content))
  return `W/"${btoa(String.fromCharCode(...new Uint8Array(digest)))}"`
}

export function noContent(headers: Headers = {}): Response {
  return new HttpResponse(null, { status: 204, headers })
}

/** A page of sorted items. @throws {HttpProblem} `malformed_cursor` */
export function page<Item, Place>(
  items: () => readonly Item[],
  {
    limit = defaultPageSize,
    cursor,
  }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
  places: {
    readonly read: (cursor: string) => Place | undefined
    readonly write: (item: Item) => string
    readonly isAfter: (item: Item, place: Place) => boolean
  },
) {
  const after = placeOf(cursor, places.read)
  const rest = items().filter((item) => after === undefined || places.isAfter(item, after))
  return pageOf(rest, limit, places.write)
}

/** All rows as a file, named by `nameParts`. @throws {ProblemError} if it is requested in pages */
export function file<Row>(
  rows: () => readonly Row[],
  paging: { readonly limit?: unknown; readonly cursor?: unknown },
  format: RowFormat<Row>,
  nameParts: readonly (string | undefined)[],
): Response {
  refusePaging(paging)
  return new HttpResponse(format.header + rows().map(format.line).join(''), {
    headers: {
      'Content-Type': format.contentType,
      'Content-Disposition': attachmentOf(format, nameParts),
    },
  })
}

/** A problem as `application/problem+json` (RFC 9457). */
export function problemResponse(error: ProblemError, request: Request, requestId: string): Response {
  const { problem } = error
  return json(
    problem.status,
    { ...problem, instance: new URL(request.url).pathname, requestId },
    {
      ...(error instanceof HttpProblem ? error.headers : {}),
      'Content-Type': 'application/problem+json; charset=utf-8',
    },
  )
}
