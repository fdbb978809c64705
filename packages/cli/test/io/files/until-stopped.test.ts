import { expect, it } from 'vitest'
import { untilStopped } from '../../../src/io/files/until-stopped.ts'
import { chunks } from '../../support/text-source.ts'

it('gives all bytes where nothing stops it', async () => {
  const pieces: string[] = []
  for await (const chunk of untilStopped(chunks('abcdefghij'), new AbortController().signal)) {
    pieces.push(Buffer.from(chunk).toString())
  }
  expect(pieces).toEqual(['abcdefg', 'hij'])
})

it('fails with the reason while it waits for bytes that never come', async () => {
  const stopping = new AbortController()
  async function* silent() {
    yield Buffer.from('a')
    await new Promise(() => {})
  }
  const bytes = untilStopped(silent(), stopping.signal)
  await bytes.next()
  const next = bytes.next()
  stopping.abort(new Error('stopped'))
  await expect(next).rejects.toThrow('stopped')
  await expect(untilStopped(silent(), stopping.signal).next()).rejects.toThrow('stopped')
})

it('closes its source when nobody wants more', async () => {
  let isClosed = false
  async function* source() {
    try {
      for (;;) yield Buffer.from('a')
    } finally {
      isClosed = true
    }
  }
  for await (const _ of untilStopped(source(), new AbortController().signal)) break
  expect(isClosed).toBe(true)
})
