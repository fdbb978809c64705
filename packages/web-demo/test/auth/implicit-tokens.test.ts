import { memoryStorage } from 'timesheets-sdk/auth'
import { expect, it } from 'vitest'
import { implicitTokens } from '../../src/auth/implicit-tokens.ts'
import { john, maria } from './fake-page.ts'

const token = { accessToken: 'a', obtainedAtMs: Date.now(), expiresAtMs: Date.now() + 60_000 }

it('a token in a shared storage is there after a reload, for its person alone', async () => {
  const storage = memoryStorage()
  await implicitTokens(storage).keep(maria, token)
  const reloaded = implicitTokens(storage)
  expect(await reloaded.resume()).toEqual(maria)
  expect(await reloaded.cacheOf(maria.userId).get('')).toEqual(token)
  expect(await reloaded.cacheOf(john.userId).get('')).toBeUndefined()
})

it('a renewed token replaces the old one, unless somebody else has signed in', async () => {
  const tokens = implicitTokens(memoryStorage())
  const cache = tokens.cacheOf(maria.userId)
  await tokens.keep(maria, token)
  await cache.set('', { ...token, accessToken: 'b' })
  expect(await cache.get('')).toMatchObject({ accessToken: 'b' })
  await tokens.keep(john, token)
  await cache.set('', { ...token, accessToken: 'c' })
  expect(await tokens.cacheOf(john.userId).get('')).toMatchObject({ accessToken: 'a' })
})

it('memory is each page’s own', async () => {
  await implicitTokens(undefined).keep(maria, token)
  expect(await implicitTokens(undefined).resume()).toBeUndefined()
})

it.each(['{', '{"profile":{}}', 'null'])('what is damaged counts as nothing: %s', async (kept) => {
  const storage = { ...memoryStorage(), getItem: () => kept }
  expect(await implicitTokens(storage).resume()).toBeUndefined()
})

it('an expired token is nobody’s, and a forgotten one too', async () => {
  const tokens = implicitTokens(memoryStorage())
  await tokens.keep(maria, { ...token, expiresAtMs: Date.now() - 1 })
  expect(await tokens.resume()).toBeUndefined()
  await tokens.keep(maria, token)
  await tokens.forget()
  expect(await tokens.resume()).toBeUndefined()
})
