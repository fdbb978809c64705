import {
  csvHeader,
  csvLine,
  defaultPageSize,
  etagOf,
  everyonesPositionOf,
  operations,
  pathOf,
  positionOf,
  type WrittenEntry,
} from 'timesheets-sdk/contract'
import { listTypeOf, placeOf, refusePaging, rowFormats } from 'timesheets-sdk/decide'
import { listsEveryone } from 'timesheets-sdk/rules'
import type { Handlers } from '../http/api-router.ts'
import { sendRevalidated, sendRevalidatedJson } from '../http/response/entity-tag.ts'
import { streamRows } from '../http/response/row-stream.ts'
import { sendJson, varyBy } from '../http/response/send.ts'
import type { TimesheetService } from '../services/timesheet-service.ts'

type EntryHandlers = Pick<
  Handlers,
  'listEntries' | 'createEntry' | 'pushEntries' | 'getEntry' | 'updateEntry' | 'deleteEntry'
>

const entryFormats = rowFormats(csvHeader, csvLine)

/** Single entries and lists of entries. */
export function timesheetHandlers(service: TimesheetService): EntryHandlers {
  return {
    async listEntries({ req, res, caller, query }) {
      const { limit, cursor, ...filters } = query
      const mediaType = listTypeOf(req.headers.accept)
      varyBy(res, 'Accept')
      if (mediaType === 'application/json') {
        const page = await service.listEntries(
          caller,
          filters,
          listsEveryone(caller, filters) ? placeOf(cursor, everyonesPositionOf) : placeOf(cursor, positionOf),
          limit ?? defaultPageSize,
        )
        sendRevalidatedJson(res, page.json, page.etag)
        return
      }
      refusePaging({ limit, cursor })
      const pages = await service.streamEntries(caller, filters)
      await streamRows(res, pages, entryFormats[mediaType], ['timesheets', filters.from, filters.to])
    },

    async createEntry({ res, caller, query: { source }, body, idempotency }) {
      const { status, entry } = await service.createEntry(caller, body, idempotency, source)
      res.setHeader('Location', pathOf(operations.getEntry, { id: entry.id }))
      res.setHeader('ETag', etagOf(entry))
      sendJson(res, status, entry)
    },

    async pushEntries({ res, caller, query, body, idempotency }) {
      const result = await service.pushEntries(caller, body, {
        dryRun: query.dryRun === 'true',
        source: query.source,
        idempotency,
      })
      sendJson(res, 200, result)
    },

    async getEntry({ res, caller, params: { id } }) {
      const entry = await service.getEntry(caller, id)
      sendRevalidated(res, entry, etagOf(entry))
    },

    async updateEntry({ res, caller, params: { id }, body, ifMatch }) {
      const entry: WrittenEntry = await service.updateEntry(caller, id, body, ifMatch)
      res.setHeader('ETag', etagOf(entry))
      sendJson(res, 200, entry)
    },

    async deleteEntry({ res, caller, params: { id }, ifMatch }) {
      await service.deleteEntry(caller, id, ifMatch)
      res.statusCode = 204
      res.end()
    },
  }
}
