import { expect, test } from 'vitest'
import { SharedQuestions } from '../../src/store/shared-questions.ts'

/** Reads that end when they are told to. */
function reads() {
  const begun: { readonly questions: readonly string[]; readonly read: PromiseWithResolvers<number> }[] = []
  const shared = new SharedQuestions((questions: readonly string[]) => {
    const read = Promise.withResolvers<number>()
    begun.push({ questions, read })
    return read.promise
  })
  const settled = async () => {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  return { shared, begun, settled }
}

test('those who ask at the same time share one read and its result', async () => {
  const { shared, begun, settled } = reads()
  const responses = Promise.all([shared.ask('a'), shared.ask('b'), shared.ask('c')])
  await settled()
  begun[0]?.read.resolve(7)
  expect(await responses).toEqual([7, 7, 7])
  expect(begun.map(({ questions }) => questions)).toEqual([['a', 'b', 'c']])
})

test('a caller who asks during a read gets the result of a later one', async () => {
  const { shared, begun, settled } = reads()
  const first = shared.ask('a')
  await settled()
  const later = Promise.all([shared.ask('a'), shared.ask('b')])
  await settled()
  expect(begun).toHaveLength(1)
  begun[0]?.read.resolve(1)
  expect(await first).toBe(1)
  await settled()
  begun[1]?.read.resolve(2)
  expect(await later).toEqual([2, 2])
  expect(begun).toHaveLength(2)
})

test('a read that fails fails for those who shared it, and the next one is made', async () => {
  const { shared, begun, settled } = reads()
  const failing = Promise.allSettled([shared.ask('a'), shared.ask('b')])
  await settled()
  const next = shared.ask('a')
  begun[0]?.read.reject(new Error('away'))
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await settled()
  begun[1]?.read.resolve(2)
  expect(await next).toBe(2)
})
