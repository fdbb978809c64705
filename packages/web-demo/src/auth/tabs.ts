import type { KeyValueStorage } from 'timesheets-sdk/auth'
import type { Channel } from '../tab-channel.ts'

type Message =
  | { readonly type: 'signed-out' }
  | { readonly type: 'signed-in'; readonly userId: string }
  /** The issuer's response to another tab. */
  | { readonly type: 'response'; readonly state: string; readonly callback: string }
  | { readonly type: 'response-taken'; readonly state: string }

const awaitedKey = 'timesheets:awaited-state'
/** A waiting tab replies at once; a closed one never does. */
const takenWithinMs = 2_000

/** The messages between tabs of this application. Only pages of this origin receive them. */
export function tabs(channel: Omit<Channel, 'close'>, device: KeyValueStorage) {
  const listen = (listener: (message: Message) => void) => {
    const onMessage = ({ data }: { data: unknown }) => listener(data as Message)
    channel.addEventListener('message', onMessage)
    return () => channel.removeEventListener('message', onMessage)
  }
  const tell = (message: Message) => channel.postMessage(message)

  return {
    tell,
    listen,

    /** Waits for a response that arrives in another window. Resolves to its URL. */
    async awaitResponse(state: string): Promise<URL> {
      await device.setItem(awaitedKey, state)
      return new Promise((resolve) => {
        const stop = listen((message) => {
          if (message.type !== 'response' || message.state !== state) return
          stop()
          tell({ type: 'response-taken', state })
          resolve(new URL(message.callback))
        })
      })
    },

    /** Passes a response to the tab that waits for it. Resolves to true if there was one. */
    async handOver(callback: URL): Promise<boolean> {
      const state = stateOf(callback)
      if (state === null || (await device.getItem(awaitedKey)) !== state) return false
      await device.removeItem(awaitedKey)
      return new Promise((resolve) => {
        const end = (isTaken: boolean) => {
          clearTimeout(timer)
          stop()
          resolve(isTaken)
        }
        const timer = setTimeout(() => end(false), takenWithinMs)
        const stop = listen((message) => {
          if (message.type === 'response-taken' && message.state === state) end(true)
        })
        tell({ type: 'response', state, callback: callback.href })
      })
    },
  }
}

export type Tabs = ReturnType<typeof tabs>

/** The `state` of an authorization response, in the query or in the fragment. */
export function stateOf(callback: URL): string | null {
  return callback.searchParams.get('state') ?? new URLSearchParams(callback.hash.slice(1)).get('state')
}
