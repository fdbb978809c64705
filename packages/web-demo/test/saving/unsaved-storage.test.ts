import { expect, it, onTestFinished } from 'vitest'
import { type Line, newLineKey } from '../../src/saving/line.ts'
import { sessionUnsavedStorage } from '../../src/saving/unsaved-storage.ts'

function memoryStorage(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    clear: () => items.clear(),
    getItem: (name) => items.get(name) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (name) => void items.delete(name),
    setItem: (name, value) => void items.set(name, value),
  }
}

const line: Line = {
  key: newLineKey('2026-11-23', 'ACME'),
  date: '2026-11-23',
  project: 'ACME',
  base: undefined,
  status: 'waiting',
  wanted: { hours: 1, note: '', billable: true },
}

it('keeps lines for the person alone who typed them', () => {
  const storage = memoryStorage()
  sessionUnsavedStorage('ada', storage).write([line])
  expect(sessionUnsavedStorage('ada', storage).read()).toMatchObject([
    { key: line.key, wanted: { hours: 1 } },
  ])
  expect(sessionUnsavedStorage('eve', storage).read()).toEqual([])
})

it('holds nothing where the browser denies its storage, and does not fail', () => {
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  onTestFinished(() => void Reflect.deleteProperty(globalThis, 'sessionStorage'))
  const kept = sessionUnsavedStorage('ada')
  kept.write([line])
  expect(kept.read()).toEqual([])
})

it('leaves nothing when all is saved, and reads nothing out of what it does not understand', () => {
  const storage = memoryStorage()
  const kept = sessionUnsavedStorage('ada', storage)
  kept.write([line])
  kept.write([])
  expect(storage.length).toBe(0)
  storage.setItem('timesheets:unsaved:ada', '{"format":0,"lines":[1]}')
  expect(kept.read()).toEqual([])
  storage.setItem('timesheets:unsaved:ada', 'no JSON')
  expect(kept.read()).toEqual([])
})
