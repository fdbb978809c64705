import { type IRouter, type RequestHandler, Router } from 'express'
import { maximumPageSize } from 'timesheets-sdk/contract'
import { noSuchFeed } from 'timesheets-sdk/decide'
import { addDays, type Entry, feedPathOf } from 'timesheets-sdk/model'
import { contentTag } from '../content-tag.ts'
import { calendarOf } from '../feeds/calendar.ts'
import type { Handlers } from '../http/api-router.ts'
import { exchangeOf } from '../http/exchange.ts'
import type { Limits } from '../http/limits/limits.ts'
import type { Load } from '../http/limits/load.ts'
import { baseUrlOf } from '../http/request/base-url.ts'
import { methodNotAllowed } from '../http/request/methods.ts'
import { sendNotModified, sendRevalidated } from '../http/response/entity-tag.ts'
import { sendJson, sendNothing, sendText } from '../http/response/send.ts'
import type { OpenFeed } from '../services/feeds/feed-service.ts'
import type { TimesheetService } from '../services/timesheet-service.ts'

/** How many days of the past and of the future a calendar has. */
const daysEachWay = 366

/** @param publicUrl where clients reach this API; `undefined` if it is not configured */
export function feedHandlers(
  service: TimesheetService,
  publicUrl: string | undefined,
): Pick<Handlers, 'getFeed' | 'createFeed' | 'deleteFeed'> {
  return {
    async getFeed({ res, caller, params: { userId } }) {
      sendRevalidated(res, await service.getFeed(caller, userId))
    },

    async createFeed({ req, res, caller, params: { userId } }) {
      const { feed, secret } = await service.createFeed(caller, userId)
      const url = `${baseUrlOf(req, publicUrl) ?? ''}${feedPathOf(secret)}`
      sendJson(res, 201, { ...feed, url })
    },

    async deleteFeed({ res, caller, params: { userId } }) {
      await service.deleteFeed(caller, userId)
      sendNothing(res)
    },
  }
}

export interface FeedDeps {
  readonly service: TimesheetService
  readonly limits: Limits
  readonly load: Load
}

/**
 * The calendars of feeds. Calendar programs cannot send a token, so the secret in the path is the credential:
 * it opens the reading of its owner's entries and absences, and nothing else.
 */
export function feedRouter({ service, limits, load }: FeedDeps): IRouter {
  const router = Router({ caseSensitive: true, strict: true })
  const named: RequestHandler = (_req, res, next) => {
    const exchange = exchangeOf(res)
    exchange.operation = 'getFeedCalendar'
    exchange.route = feedPathOf('{secret}')
    next()
  }
  const send: RequestHandler<{ secret: string }> = async (req, res) => {
    const opened = await service.openFeed(req.params.secret)
    if (!opened) {
      limits.countRefusal(req)
      throw noSuchFeed()
    }
    exchangeOf(res).caller = opened.caller
    const limitKey = `feed ${opened.feed.userId}`
    await limits.countCaller(res, limitKey)
    load.beginExport(res, limitKey)
    const content = await contentOf(opened, service)
    // Most requests find nothing new, and the content is read faster than a calendar is written.
    if (sendNotModified(res, contentTag(JSON.stringify(content)))) return
    res.setHeader('Content-Disposition', 'inline; filename="timesheets.ics"')
    sendText(res, 200, 'text/calendar; charset=utf-8', calendarOf(content))
  }
  router
    .route(feedPathOf(':secret'))
    .all(named)
    .get(send)
    .all(methodNotAllowed(['GET']))
  return router
}

async function contentOf({ feed, caller, today }: OpenFeed, service: TimesheetService) {
  const period = { from: addDays(today, -daysEachWay), to: addDays(today, daysEachWay) }
  const whose = { ...period, userId: feed.userId }
  const { data: absences } = await service.listAbsences(caller, whose, undefined, maximumPageSize)
  const entries: Entry[] = []
  for await (const page of await service.streamEntries(caller, period)) entries.push(...page)
  return { feed, absences, entries }
}
