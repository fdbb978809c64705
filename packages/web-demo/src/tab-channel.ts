/** The part of a `BroadcastChannel` that is used. */
export interface Channel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  close(): void
}

/**
 * A channel between the tabs of this browser, or one without listeners where the browser has none or denies
 * it, as Firefox does when cookies are blocked.
 */
export function openChannel(name: string): Channel {
  try {
    return new BroadcastChannel(name)
  } catch {
    return { postMessage() {}, addEventListener() {}, removeEventListener() {}, close() {} }
  }
}
