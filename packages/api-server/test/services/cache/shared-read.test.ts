import { expect, test } from 'vitest'
import { SharedRead } from '../../../src/services/cache/shared-read.ts'

/** Reads that end when they are told to. */
function reads() {
  const begun: PromiseWithResolvers<void>[] = []
  const shared = new SharedRead(() => {
    const read = Promise.withResolvers<void>()
    begun.push(read)
    return read.promise
  })
  const settled = async () => {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  return { shared, begun, settled }
}

test('those who ask at the same time share one read', async () => {
  const { shared, begun, settled } = reads()
  const asked = Promise.all([shared.ask(), shared.ask(), shared.ask()])
  await settled()
  begun[0]?.resolve()
  await asked
  expect(begun).toHaveLength(1)
})

test('a caller who asks during a read waits for a later one', async () => {
  const { shared, begun, settled } = reads()
  const first = shared.ask()
  await settled()
  let isDone = false
  const later = Promise.all([shared.ask(), shared.ask()]).then(() => {
    isDone = true
  })
  await settled()
  begun[0]?.resolve()
  await first
  await settled()
  expect(isDone).toBe(false)
  begun[1]?.resolve()
  await later
  expect(begun).toHaveLength(2)
})

test('reads do not wait for each other, up to four, and those who ask meanwhile share the next', async () => {
  const { shared, begun, settled } = reads()
  const asked: Promise<void>[] = []
  for (let turn = 0; turn < 6; turn++) {
    asked.push(shared.ask())
    await settled()
  }
  expect(begun).toHaveLength(4)
  begun[2]?.resolve()
  await asked[2]
  await settled()
  expect(begun).toHaveLength(5)
  for (const { resolve } of begun) resolve()
  await Promise.all(asked)
})

test('a read that fails fails for those who shared it, and the next one is made', async () => {
  const { shared, begun, settled } = reads()
  const failing = Promise.allSettled([shared.ask(), shared.ask()])
  await settled()
  const next = shared.ask()
  begun[0]?.reject(new Error('away'))
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await settled()
  begun[1]?.resolve()
  await next
})
