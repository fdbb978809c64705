import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inputFile } from '../../../src/io/files/input-file.ts'
import { fakeIo } from '../../support/fake-io.ts'

describe('inputFile', () => {
  const content = Array.from({ length: 20_000 }, (_, index) => `line ${index} of grüße\n`).join('')
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-input-'))
    await writeFile(join(folder, 'long.csv'), content)
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('reads a file as often as it is asked to, and says how far it is', async () => {
    const file = await inputFile(join(folder, 'long.csv'), fakeIo())
    expect(file.size).toBe(Buffer.byteLength(content))
    for (let time = 0; time < 2; time++) {
      const parts: Uint8Array[] = []
      for await (const chunk of file.read()) parts.push(chunk.slice())
      expect(Buffer.concat(parts).toString() === content).toBe(true)
      expect(file.bytesRead).toBe(file.size)
    }
  })

  it('gives chunks of which a slice is a copy, as the next one takes their place', async () => {
    const file = await inputFile(join(folder, 'long.csv'), fakeIo())
    const parts: Uint8Array[] = []
    for await (const chunk of file.read()) parts.push(chunk.slice())
    expect(Buffer.concat(parts).toString() === content).toBe(true)
  })

  it('takes the standard input for -', async () => {
    const file = await inputFile('-', fakeIo({ stdin: 'content' }))
    expect(file).toMatchObject({ name: 'stdin', size: undefined })
    let text = ''
    for await (const chunk of file.read()) text += Buffer.from(chunk).toString()
    expect(text).toBe('content')
  })

  it('does not state the length of anything but a regular file', async () => {
    expect((await inputFile('/dev/null', fakeIo())).size).toBeUndefined()
  })
})
