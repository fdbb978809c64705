import { expect, it } from 'vitest'
import { InOrder } from '../../../../src/commands/entries/push/view.ts'

function recorder() {
  const printed: string[] = []
  return { printed, inOrder: new InOrder(async (text) => void printed.push(text)) }
}

it('prints verdicts in the order of the rows, each as soon as those before it are there', async () => {
  const { printed, inOrder } = recorder()
  for (const line of [2, 3, 5, 6]) inOrder.expect(line)
  await inOrder.settle(3, 'three')
  expect(printed).toEqual([])
  await inOrder.settle(2, 'two')
  expect(printed).toEqual(['two', 'three'])
  await inOrder.settle(6, 'six')
  await inOrder.settle(5, 'five')
  expect(printed).toEqual(['two', 'three', 'five', 'six'])
})

it('holds no more back than memory should take', async () => {
  const { printed, inOrder } = recorder()
  inOrder.expect(1)
  for (let line = 2; line <= 10_002; line++) {
    inOrder.expect(line)
    await inOrder.settle(line, String(line))
  }
  expect(printed.length).toBeGreaterThan(9_000)
  await inOrder.settle(1, '1')
  expect(printed.at(-1)).toBe('10002')
})
