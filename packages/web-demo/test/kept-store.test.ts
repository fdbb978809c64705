import { afterEach, expect, it, vi } from 'vitest'
import { keptStore } from '../src/kept-store.ts'

afterEach(() => vi.unstubAllGlobals())

/** Two tabs of one device: each hears of what the other keeps. */
function twoTabs() {
  const kept = new Map<string, string>()
  const listeners: ((event: { key: string | null }) => void)[] = []
  vi.stubGlobal('addEventListener', (_: string, listener: (typeof listeners)[number]) =>
    listeners.push(listener),
  )
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  })
  const names = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
  const tabs = [keptStore('names', names), keptStore('names', names)] as const
  const tell = (key: string | null) => {
    for (const listener of listeners) listener({ key })
  }
  return { tabs, kept, tell }
}

it('a tab adds to what another tab has kept meanwhile, instead of writing over it', () => {
  const { tabs, tell } = twoTabs()
  const [one, other] = tabs
  one.setState([...one.getState(), 'ACME'])
  tell('names')
  other.setState([...other.getState(), 'BETA'])
  tell('names')
  expect([one.getState(), other.getState()]).toEqual([
    ['ACME', 'BETA'],
    ['ACME', 'BETA'],
  ])
})

it('a tab changes what is kept at that moment, before it hears of another tab’s change', () => {
  const { tabs, kept } = twoTabs()
  const [one, other] = tabs
  one.update((names) => [...names, 'ACME'])
  other.update((names) => [...names, 'BETA'])
  expect(kept.get('names')).toBe('["ACME","BETA"]')
  expect(other.getState()).toEqual(['ACME', 'BETA'])
  other.update(() => [])
  expect(kept.size).toBe(0)
})

it('changes add up without storage', () => {
  vi.stubGlobal('localStorage', undefined)
  const store = keptStore('names', (value) => (Array.isArray(value) ? value.map(String) : []))
  store.update((names) => [...names, 'ACME'])
  store.update((names) => [...names, 'BETA'])
  expect(store.getState()).toEqual(['ACME', 'BETA'])
})

it('what another tab keeps under other names changes nothing, and what it removes is gone', () => {
  const { tabs, kept, tell } = twoTabs()
  tabs[0].setState(['ACME'])
  const before = tabs[0].getState()
  tell('timer')
  expect(tabs[0].getState()).toBe(before)
  kept.clear()
  tell(null)
  expect(tabs[0].getState()).toEqual([])
})
