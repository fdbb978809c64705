import { expect, test } from 'vitest'
import { readBytes } from '../../src/net/read-bytes.ts'

/** A response as React Native makes it: without a stream. */
const withoutStream = (text: string) => ({ body: undefined, text: async () => text }) as unknown as Response

test('a body is read up to its bound, with and without streams', async () => {
  for (const response of [() => new Response('häuser'), () => withoutStream('häuser')]) {
    const bytes = await readBytes(response(), 7)
    expect(new TextDecoder().decode(bytes)).toBe('häuser')
    expect(await readBytes(response(), 6)).toBeUndefined()
  }
})

test('a body that is too long is read no further', async () => {
  let isCancelled = false
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
    cancel: () => {
      isCancelled = true
    },
  })
  expect(await readBytes(new Response(endless), 5_000)).toBeUndefined()
  expect(isCancelled).toBe(true)
})
