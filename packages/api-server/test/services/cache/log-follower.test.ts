import { expect, test } from 'vitest'
import { LogFollower } from '../../../src/services/cache/log-follower.ts'
import { type LoggedChange, mostChanges } from '../../../src/store/events/changes.ts'

/** A log in memory, and what its follower tells. */
function following() {
  const log: LoggedChange[] = []
  const facts = { epoch: '' }
  const told: (string | null)[] = []
  const append = (userId: string | null) => {
    const sequence = (log.at(-1)?.sequence ?? 0) + 1
    log.push({ sequence, timeMs: 1_000 * sequence, userId, week: null, formerWeek: null })
  }
  const follower = new LogFollower({
    async changesSince(since) {
      const events = since === undefined ? log.slice(-1) : log.filter(({ sequence }) => sequence >= since)
      return { ...facts, events: events.slice(0, mostChanges + 1) }
    },
  })
  follower.add({
    changed: ({ userId }) => told.push(userId),
    changedUnknown: () => told.push('unknown'),
  })
  append('ana')
  return { log, facts, told, append, follower }
}

test('each event is told once, in order', async () => {
  const { append, told, follower } = following()
  await follower.catchUp()
  await follower.catchUp()
  append('ben')
  append(null)
  await follower.catchUp()
  await follower.catchUp()
  append('zoe')
  await follower.catchUp()
  expect(told).toEqual(['unknown', 'ben', null, 'zoe'])
})

test('an empty log has nothing to tell, and its first event may have changed anything', async () => {
  const { log, append, told, follower } = following()
  log.splice(0)
  await follower.catchUp()
  expect(told).toEqual([])
  append('ana')
  await follower.catchUp()
  expect(told).toEqual(['unknown'])
})

test.each([
  [
    'something was committed without an event',
    ({ facts }: ReturnType<typeof following>) => (facts.epoch = 'x'),
  ],
  ['the events were deleted from the log', ({ log }: ReturnType<typeof following>) => log.splice(0)],
  [
    'the last seen event was deleted from the log',
    ({ log, append }: ReturnType<typeof following>) => {
      append('ana')
      log.splice(0, 2)
    },
  ],
  [
    'another event has its number in a restored log',
    ({ log }: ReturnType<typeof following>) => log.splice(1, 1, { ...log[1], timeMs: 5 } as LoggedChange),
  ],
  [
    'a restored log ends before it',
    ({ log, append }: ReturnType<typeof following>) => {
      log.splice(0)
      append('ben')
    },
  ],
])('anything may have changed if %s', async (_, change) => {
  const given = following()
  given.append('ben')
  await given.follower.catchUp()
  change(given)
  await given.follower.catchUp()
  expect(given.told).toEqual(['unknown', 'unknown'])
})

test('anything may have changed if more happened than is listed, and then events are told again', async () => {
  const { append, told, follower } = following()
  await follower.catchUp()
  for (let index = 0; index <= mostChanges; index++) append('ben')
  for (let times = 0; times < 3; times++) await follower.catchUp()
  append('zoe')
  await follower.catchUp()
  expect(told).toEqual(['unknown', 'unknown', 'unknown', 'zoe'])
})
