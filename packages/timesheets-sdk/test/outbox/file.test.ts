import { chmod, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileOutboxStorage } from '../../src/outbox/file.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timesheets-'))
  file = join(folder, 'data', 'outbox.json')
})
afterEach(() => rm(folder, { recursive: true }))

it('keeps texts, from one program to the next, and leaves no locks or drafts', async () => {
  expect(await fileOutboxStorage(file).getItem('a')).toBeNull()
  await fileOutboxStorage(file).setItem('a', 'one')
  await fileOutboxStorage(file).setItem('b', 'two')
  await fileOutboxStorage(file).removeItem('a')
  expect(await fileOutboxStorage(file).getItem('a')).toBeNull()
  expect(await fileOutboxStorage(file).getItem('b')).toBe('two')
  expect(await readdir(join(folder, 'data'))).toEqual(['outbox.json'])
})

it('two programs that write at once both have their texts kept', async () => {
  const names = Array.from({ length: 10 }, (_, index) => `key${index}`)
  await Promise.all(names.map((name) => fileOutboxStorage(file).setItem(name, name)))
  for (const name of names) expect(await fileOutboxStorage(file).getItem(name)).toBe(name)
})

it.each([
  ['is damaged', '{ "version": 1, "ite', 'JSON'],
  ['has another format', '{ "version": 2, "items": {} }', 'it has another format'],
  ['holds no object', '"text"', 'it holds no JSON object'],
])('a file that %s is an error, and is not replaced', async (_title, content, reason) => {
  const path = join(folder, 'outbox.json')
  await writeFile(path, content, { mode: 0o600 })
  const storage = fileOutboxStorage(path)
  await expect(storage.getItem('a')).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringContaining(reason),
  })
  await expect(storage.setItem('a', 'one')).rejects.toMatchObject({ code: 'unreadable' })
  expect(await readFile(path, 'utf8')).toBe(content)
})

it('a file that others can read, and a symbolic link, are errors', async () => {
  const path = join(folder, 'outbox.json')
  await fileOutboxStorage(path).setItem('a', 'one')
  await symlink(path, join(folder, 'link.json'))
  await expect(fileOutboxStorage(join(folder, 'link.json')).getItem('a')).rejects.toThrow(
    /Cannot read the queue/,
  )
  await chmod(path, 0o644)
  await expect(fileOutboxStorage(path).getItem('a')).rejects.toThrow(/others can read it/)
})
