import type { TokenProvider } from 'timesheets-sdk/auth'
import type { Flow } from './session.ts'
import type { SignInFlow } from './sign-in-flow.ts'
import type { Tabs } from './tabs.ts'
import type { VisitMemory } from './visit-memory.ts'

/** The page around a session, replaceable for tests. */
export interface SessionPage {
  /** Path, query and hash of the current page; `undefined` on the callback page, to which nobody returns. */
  here(): string | undefined
  /** The root of this application. */
  readonly home: URL
  /** Replaces the current URL, also in the history. */
  replaceAddress(path: string): void
  leave(url: URL): void
  /**
   * Opens an empty window and returns a function that navigates it; `undefined` where the browser blocks the
   * window.
   */
  openWindow(): ((url: URL) => void) | undefined
  closeWindow(): void
  /** Calls back when the browser restores the page from its cache, as the back button does. */
  onRestored(listener: () => void): void
}

export interface SessionParts {
  readonly offeredFlows: readonly [Flow, ...Flow[]]
  /** Loads a flow; the same object each time. */
  readonly flow: (name: Flow) => Promise<SignInFlow>
  readonly memory: VisitMemory
  /** True if state for the return from the issuer can be stored. */
  readonly canLeave: boolean
  readonly tabs: Tabs
  readonly page: SessionPage
  /** Called after a sign-in; returns a function that stops what it started. */
  readonly onSignedIn: (tokenProvider: TokenProvider) => () => void
}
