import { maximumPageSize } from '../../contract/limits.ts'
import { TimesheetsError } from '../errors.ts'
import type { CallOptions } from '../request/call-options.ts'

/** Fewer requests than the API's own default, and pages that still come quickly. */
const defaultPageSize = 500

export interface PagedOptions extends CallOptions {
  /** How many are asked for at a time, 1 to 1,000. Default 500. */
  readonly pageSize?: number
}

/** All items of a list, each once, requested page by page as they are read. Each iteration starts again. */
export interface Paged<Item, Page> extends AsyncIterable<Item> {
  /** The same, page by page. */
  pages(): AsyncIterable<Page>
}

/** Without this, a cache that ignores the query would return the same page without end. */
function repeated(): TimesheetsError {
  const message = 'The next page is the same as the one before. Check any proxy or cache in front of the API.'
  return new TimesheetsError('invalid_response', message)
}

/** @throws {RangeError} when the page size is not 1 to 1,000 */
export function paged<
  Item,
  Page extends { readonly data: readonly Item[]; readonly nextCursor: string | null },
>(
  fetchPage: (place: { readonly limit: number; readonly cursor: string | undefined }) => Promise<Page>,
  { pageSize = defaultPageSize }: PagedOptions,
): Paged<Item, Page> {
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > maximumPageSize) {
    throw new RangeError(`pageSize is ${pageSize}. Give a whole number from 1 to ${maximumPageSize}.`)
  }
  async function* pages(): AsyncGenerator<Page, void, undefined> {
    let cursor: string | undefined
    do {
      const page: Page = await fetchPage({ limit: pageSize, cursor })
      if (cursor !== undefined && page.nextCursor === cursor) throw repeated()
      yield page
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.data
    },
  }
}
