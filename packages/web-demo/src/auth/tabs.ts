import type { KeyValueStorage } from 'timesheets-sdk/auth'

type Message =
  | { readonly type: 'signed-out' }
  | { readonly type: 'signed-in'; readonly userId: string }
  /** The issuer's answer to another tab. */
  | { readonly type: 'answer'; readonly state: string; readonly callback: string }
  | { readonly type: 'answer-taken'; readonly state: string }

/** The part of a `BroadcastChannel` that is used. */
export interface Channel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

const awaitedKey = 'timesheets:awaited-state'
/** A tab that waits answers at once; one that is gone never does. */
const takenWithinMs = 2_000

/** What tabs of this application tell each other. A channel is heard by pages of this origin only. */
export function tabs(channel: Channel, device: KeyValueStorage) {
  const listen = (listener: (message: Message) => void) => {
    const onMessage = ({ data }: { data: unknown }) => listener(data as Message)
    channel.addEventListener('message', onMessage)
    return () => channel.removeEventListener('message', onMessage)
  }
  const tell = (message: Message) => channel.postMessage(message)

  return {
    tell,
    listen,

    /** Waits for an answer that comes back in another window. Resolves to its address. */
    async awaitAnswer(state: string): Promise<URL> {
      await device.setItem(awaitedKey, state)
      return new Promise((resolve) => {
        const stop = listen((message) => {
          if (message.type !== 'answer' || message.state !== state) return
          stop()
          tell({ type: 'answer-taken', state })
          resolve(new URL(message.callback))
        })
      })
    },

    /** Gives an answer to the tab that waits for it. Resolves to whether there was one. */
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
          if (message.type === 'answer-taken' && message.state === state) end(true)
        })
        tell({ type: 'answer', state, callback: callback.href })
      })
    },
  }
}

export type Tabs = ReturnType<typeof tabs>

/** The `state` of an authorization response, in the query or in the fragment. */
export function stateOf(callback: URL): string | null {
  return callback.searchParams.get('state') ?? new URLSearchParams(callback.hash.slice(1)).get('state')
}

/** A channel between the tabs of this browser; where it has none, one that reaches nobody. */
export function openChannel(): Channel {
  try {
    return new BroadcastChannel('timesheets:sign-in')
  } catch {
    return { postMessage() {}, addEventListener() {}, removeEventListener() {} }
  }
}
