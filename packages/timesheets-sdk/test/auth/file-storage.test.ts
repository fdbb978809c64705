import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileStorage } from '../../src/auth/file-storage.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timesheets-'))
  path = join(folder, 'sign-ins.json')
})
afterEach(() => rm(folder, { recursive: true }))

it('keeps texts for its owner alone', async () => {
  await fileStorage(path).setItem('a', 'one')
  await fileStorage(path).setItem('b', 'two')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  await fileStorage(path).removeItem('a')
  expect(await fileStorage(path).getItem('a')).toBeNull()
  expect(await fileStorage(path).getItem('b')).toBe('two')
})

it('does not read a file that others can read', async () => {
  await writeFile(path, JSON.stringify({ version: 1, items: { a: 'one' } }), { mode: 0o644 })
  expect(await fileStorage(path).getItem('a')).toBeNull()
})

it('runs exclusive work one after the other, and releases the lock after a failure', async () => {
  const [first, second] = [fileStorage(path), fileStorage(path)]
  let running = 0
  const work = async () => {
    expect(++running).toBe(1)
    await readFile(`${path}.lock`)
    running--
    throw new Error('failed')
  }
  const outcomes = await Promise.allSettled(
    [first, second, first].map((storage) => storage.exclusive?.('renewal', work)),
  )
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual(
    Array.from({ length: 3 }, () => 'Error: failed'),
  )
  await expect(stat(`${path}.lock`)).rejects.toMatchObject({ code: 'ENOENT' })
})

it('takes over the lock of a process that has ended, and one that is too old', async () => {
  // No process has this id: it is above the largest that Linux and macOS give.
  await writeFile(`${path}.lock`, '99999999')
  expect(await fileStorage(path).exclusive?.('renewal', async () => 'done')).toBe('done')
  await writeFile(`${path}.lock`, String(process.pid))
  const longAgo = new Date(Date.now() - 600_000)
  await utimes(`${path}.lock`, longAgo, longAgo)
  expect(await fileStorage(path).exclusive?.('renewal', async () => 'done')).toBe('done')
})
