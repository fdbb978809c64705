import type { BatchItem } from '../../../src/contract/index.ts'
import type { NewEntry } from '../../../src/model/index.ts'
import { type StubReply, startStubApi } from '../stub-api.ts'

export type Judge = (entry: NewEntry) => Partial<BatchItem>

/** The API's reply to a batch: every entry is created unless `judge` says otherwise. */
export function batchReply(body: string, judge: Judge = () => ({})): StubReply {
  const { entries } = JSON.parse(body) as { entries: NewEntry[] }
  const results = entries.map((entry, index) => ({ index, status: 'created', ...judge(entry) }))
  return { body: { created: 0, updated: 0, unchanged: 0, rejected: 0, results } }
}

export function entriesOf({ body }: { readonly body: string }): NewEntry[] {
  return (JSON.parse(body) as { entries: NewEntry[] }).entries
}

/** An API that replies to each batch only when the test lets it. */
export async function startHeldApi(judge?: Judge) {
  const arrived: { readonly entries: NewEntry[]; reply(reply?: StubReply): void }[] = []
  const waiting: (() => void)[] = []
  let underWay = 0
  let mostAtOnce = 0
  const api = await startStubApi(async (request) => {
    const reply = Promise.withResolvers<StubReply>()
    mostAtOnce = Math.max(mostAtOnce, ++underWay)
    arrived.push({
      entries: entriesOf(request),
      reply(given = batchReply(request.body, judge)) {
        underWay--
        reply.resolve(given)
      },
    })
    for (const wake of waiting.splice(0)) wake()
    return reply.promise
  })
  return {
    ...api,
    arrived,
    get mostAtOnce() {
      return mostAtOnce
    },
    /** The batch number `count`, from 1, when it has arrived. */
    async batch(count: number) {
      for (;;) {
        const batch = arrived[count - 1]
        if (batch) return batch
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
  }
}

/** Replies to one batch after the other until the push is at its end. */
export async function answerAll(
  api: Awaited<ReturnType<typeof startHeldApi>>,
  pushing: Promise<unknown>,
  look: (entries: NewEntry[]) => void = () => {},
) {
  const end = pushing.then(() => undefined)
  for (let count = 1; ; count++) {
    const batch = await Promise.race([api.batch(count), end])
    if (!batch) return
    look(batch.entries)
    batch.reply()
  }
}

export function row(number: number, differences: Partial<NewEntry> = {}): NewEntry {
  return {
    userId: `auth0|${number}`,
    date: '2026-11-23',
    project: 'ACME-42',
    hours: 1,
    externalId: `crm-${number}`,
    ...differences,
  }
}

export function rows(count: number): NewEntry[] {
  return Array.from({ length: count }, (_, number) => row(number))
}
