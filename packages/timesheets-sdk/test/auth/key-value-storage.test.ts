import { afterEach, expect, it, vi } from 'vitest'
import { memoryStorage, readJson, tabStorage } from '../../src/auth/key-value-storage.ts'

afterEach(() => vi.unstubAllGlobals())

it('memory gives back what was put in, until it is removed', async () => {
  const storage = memoryStorage()
  await storage.setItem('key', '{"a":1}')
  expect(await readJson(storage, 'key')).toEqual({ a: 1 })
  await storage.removeItem('key')
  expect(await readJson(storage, 'key')).toBeUndefined()
})

it('text that is not JSON counts as nothing', async () => {
  const storage = memoryStorage()
  await storage.setItem('key', '{')
  expect(await readJson(storage, 'key')).toBeUndefined()
})

it('the tab’s storage is its sessionStorage, where it may be looked at', () => {
  const sessionStorage = memoryStorage()
  vi.stubGlobal('sessionStorage', sessionStorage)
  expect(tabStorage()).toBe(sessionStorage)
  vi.stubGlobal('sessionStorage', undefined)
  expect(tabStorage().getItem('key')).toBeNull()
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get() {
      throw new DOMException('forbidden', 'SecurityError')
    },
  })
  expect(tabStorage().getItem('key')).toBeNull()
})
