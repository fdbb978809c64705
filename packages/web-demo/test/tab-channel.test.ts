import { afterEach, expect, it, vi } from 'vitest'
import { onChangeElsewhere, tellOfChange } from '../src/api/change-channel.ts'

afterEach(() => vi.unstubAllGlobals())

it('a page whose browser denies channels between tabs works alone', () => {
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        throw new DOMException('denied', 'SecurityError')
      }
    },
  )
  expect(() => {
    const { tell, close } = onChangeElsewhere(() => {})
    tell()
    tellOfChange()
    close()
  }).not.toThrow()
})

it('a change that one part of the application stores is told to the others', async () => {
  const heard = vi.fn()
  const { close } = onChangeElsewhere(heard)
  tellOfChange()
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce())
  close()
})
