import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { inputFile } from '../../../src/io/files/input-file.ts'
import { spooled } from '../../../src/io/files/spooled-file.ts'
import { fakeIo } from '../../support/fake-io.ts'

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of bytes) text += Buffer.from(chunk).toString()
  return text
}

it('lets a pipe be read more than once, and leaves nothing behind', async () => {
  const io = fakeIo({ stdin: 'the whole of the standard input' })
  const file = await inputFile('-', io)
  const before = await readdir(tmpdir())
  {
    await using rereadable = await spooled(file, io)
    expect(rereadable).toMatchObject({ name: 'stdin', size: 31 })
    expect(await textOf(rereadable.read())).toBe('the whole of the standard input')
    expect(await textOf(rereadable.read())).toBe('the whole of the standard input')
    expect(rereadable.bytesRead).toBe(31)
  }
  const ours = (await readdir(tmpdir())).filter((name) => name.startsWith('timesheets-spool-'))
  expect(ours.filter((name) => !before.includes(name))).toEqual([])
})

it('removes what it wrote when it is stopped', async () => {
  const io = fakeIo()
  async function* silent() {
    yield Buffer.from('a')
    io.interrupt()
    await new Promise(() => {})
  }
  const before = await readdir(tmpdir())
  const stdin = { isTerminal: false, bytes: silent() }
  const stopped = { ...io, stdin }
  await expect(spooled(await inputFile('-', stopped), stopped)).rejects.toBe('SIGINT')
  const ours = (await readdir(tmpdir())).filter((name) => name.startsWith('timesheets-spool-'))
  expect(ours.filter((name) => !before.includes(name))).toEqual([])
})

it('says so where there is no room for a temporary file', async () => {
  const folder = process.env.TMPDIR
  process.env.TMPDIR = '/nonexistent'
  try {
    const io = fakeIo({ stdin: 'a' })
    await expect(spooled(await inputFile('-', io), io)).rejects.toThrow(
      /^could not write a copy of stdin to \/nonexistent: no such file .*Push it from a file\.$/,
    )
  } finally {
    if (folder === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = folder
  }
})
