import { AuthError, isNotAuthorized, type TokenProvider } from 'timesheets-sdk/auth'
import { failureOf, needsPerson, SignInFailure } from './failures.ts'
import type { Flow, Profile, Session, SessionState, SignInOptions } from './session.ts'
import type { SignInFlow } from './sign-in-flow.ts'
import { stateOf, type Tabs } from './tabs.ts'
import type { VisitMemory } from './visit-memory.ts'

/** The page around a session, replaceable for tests. */
export interface SessionPage {
  /** Path, query and hash of the current page. */
  here(): string
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

/** The state machine of a sign-in session, for any flow. */
export function signInSession(parts: SessionParts): Session {
  const { offeredFlows, memory, tabs, page } = parts
  const listeners = new Set<() => void>()
  const finishing = new Map<string, Promise<string | undefined>>()
  let state: SessionState = { status: 'starting' }
  let active: SignInFlow | undefined
  let starting: Promise<void> | undefined
  let stopWhileSignedIn = () => {}
  let beforeLeaving: SessionState = state

  function become(next: SessionState): void {
    state = next
    for (const listener of [...listeners]) listener()
  }

  async function enter(profile: Profile, name: Flow): Promise<void> {
    active = await parts.flow(name)
    await memory.remember(name)
    await memory.endSilentRedirect()
    stopWhileSignedIn()
    stopWhileSignedIn = parts.onSignedIn(tokenProvider)
    become({ status: 'signed-in', profile, flow: name })
    tabs.tell({ type: 'signed-in', userId: profile.userId })
  }

  function startLeaving(): void {
    beforeLeaving = state
    become({ status: 'leaving' })
  }

  function leaveSignedOut(failure?: SignInFailure): void {
    active = undefined
    stopWhileSignedIn()
    become({ status: 'signed-out', ...(failure && { failure }) })
  }

  function end(error: unknown): void {
    if (state.status !== 'signed-in') return
    const { profile, flow } = state
    stopWhileSignedIn()
    become({ status: 'ended', profile, flow, failure: failureOf(error) })
  }

  const tokenProvider: TokenProvider = {
    canRenew: true,
    async getAccessToken(options) {
      const provider = state.status === 'signed-in' ? active?.tokenProvider : undefined
      if (provider === undefined) throw new AuthError('sign_in_required', 'Nobody is signed in. Sign in.')
      try {
        return await provider.getAccessToken(options)
      } catch (error) {
        if (isNotAuthorized(error)) end(error)
        throw error
      }
    },
  }

  async function tryToStart(): Promise<void> {
    become({ status: 'starting' })
    const name = (await memory.signedInBy()) ?? undefined
    if (name === undefined || !offeredFlows.includes(name)) return leaveSignedOut()
    try {
      const flow = await parts.flow(name)
      await enter((await flow.resume()) ?? (await flow.signInSilently()), name)
    } catch (error) {
      const failure = failureOf(error)
      if (!needsPerson(failure)) return leaveSignedOut(failure)
      // The browser may withhold the issuer's cookies from the frame, but not from a redirect. Try that once.
      if (parts.canLeave && (await memory.silentReturn()) === undefined) return leaveSilently(name)
      await memory.endSilentRedirect()
      await memory.forget()
      leaveSignedOut()
    }
  }

  async function leaveSilently(name: Flow): Promise<void> {
    const returnTo = page.here()
    startLeaving()
    try {
      await memory.beginSilentRedirect(returnTo)
      await (await parts.flow(name)).leave({ returnTo, isSilent: true })
    } catch (error) {
      await memory.endSilentRedirect()
      leaveSignedOut(failureOf(error))
    }
  }

  async function takeResponse(callback: URL): Promise<string | undefined> {
    page.replaceAddress(callback.pathname)
    if (await tabs.handOver(callback)) {
      page.closeWindow()
      return undefined
    }
    const silentReturn = await memory.silentReturn()
    try {
      const name = flowOfResponse(callback)
      const { profile, returnTo } = await (await parts.flow(name)).finish(callback)
      await enter(profile, name)
      return localPath(returnTo)
    } catch (error) {
      await memory.endSilentRedirect()
      const failure = failureOf(error)
      if (silentReturn !== undefined && needsPerson(failure)) {
        await memory.forget()
        leaveSignedOut()
        return localPath(silentReturn)
      }
      if (failure.code === 'callback_used' || failure.code === 'callback_empty') {
        // The page was reloaded or returned to: a signed-in person simply continues.
        await start()
        if (state.status !== 'signed-out') return '/'
      }
      leaveSignedOut(failure)
      throw failure
    }
  }

  function start(): Promise<void> {
    starting ??= tryToStart().finally(() => {
      starting = undefined
    })
    return starting
  }

  async function signIn({ flow: name = offeredFlows[0], returnTo = page.here() }: SignInOptions = {}) {
    const before = state
    startLeaving()
    try {
      if (!parts.canLeave) throw new SignInFailure('cookies_blocked', 'The browser lets nothing be stored.')
      await memory.endSilentRedirect()
      const loginHint = before.status === 'ended' ? before.profile.email : undefined
      await (await parts.flow(name)).leave({ returnTo, loginHint })
    } catch (error) {
      const failure = failureOf(error)
      if (before.status === 'ended') become({ ...before, failure })
      else leaveSignedOut(failure)
    }
  }

  async function signInAgain(): Promise<void> {
    if (state.status !== 'ended') return
    const { profile, flow: name } = state
    const fail = (failure: SignInFailure) => {
      if (state.status === 'ended') become({ ...state, failure })
    }
    // Before the first await: the browser blocks a window that a click does not open directly.
    const send = page.openWindow()
    if (send === undefined)
      return fail(new SignInFailure('popup_blocked', 'The browser has blocked the window.'))
    try {
      const flow = await parts.flow(name)
      const url = await flow.addressForWindow({ returnTo: page.here(), loginHint: profile.email })
      const response = tabs.awaitResponse(stateOf(url) ?? '')
      send(url)
      response
        .then((callback) => flow.finish(callback))
        .then((finished) => goOnAs(finished.profile))
        .catch((error: unknown) => fail(failureOf(error)))
    } catch (error) {
      fail(failureOf(error))
    }

    async function goOnAs(found: Profile): Promise<void> {
      await enter(found, name)
      // The screen shows another person's data: remove it before anything is done with it.
      if (found.userId !== profile.userId) page.leave(page.home)
    }
  }

  async function signOut(): Promise<void> {
    const flow = active
    stopWhileSignedIn()
    startLeaving()
    tabs.tell({ type: 'signed-out' })
    await memory.forget()
    try {
      const url = await flow?.signOut(page.home.href)
      if (url === undefined) leaveSignedOut()
      else page.leave(url)
    } catch (error) {
      leaveSignedOut(
        new SignInFailure('sign_out_incomplete', 'The issuer was not told of the sign-out.', {
          cause: error,
        }),
      )
    }
  }

  tabs.listen((message) => {
    if (message.type === 'signed-out') {
      if (state.status !== 'signed-in' && state.status !== 'ended') return
      void active?.forget()
      leaveSignedOut()
    } else if (message.type === 'signed-in') {
      if (state.status === 'signed-out' && state.failure === undefined) void start()
      if (state.status === 'ended' && state.profile.userId === message.userId) void recover(state)
    }
  })

  page.onRestored(() => {
    if (state.status !== 'leaving') return
    // The person left to sign in and returned without: the screen is unchanged. Otherwise check the session
    // again.
    if (beforeLeaving.status === 'ended' || beforeLeaving.status === 'signed-out') become(beforeLeaving)
    else void start()
  })

  /** The same person has signed in again in another tab, so a silent sign-in can succeed. */
  async function recover({ profile, flow: name }: SessionState & { status: 'ended' }): Promise<void> {
    try {
      const found = await (await parts.flow(name)).signInSilently()
      if (found.userId === profile.userId && state.status === 'ended') await enter(found, name)
    } catch {
      // The strip keeps asking the person to sign in.
    }
  }

  return {
    offeredFlows,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getState: () => state,
    tokenProvider,
    start,
    signIn,
    signInAgain,
    finish(callback) {
      const known = finishing.get(callback.href)
      if (known) return known
      const result = takeResponse(callback)
      finishing.set(callback.href, result)
      return result
    },
    signOut,
  }
}

/** The code flow returns parameters in the query, the implicit grant in the fragment. */
function flowOfResponse(callback: URL): Flow {
  const hash = new URLSearchParams(callback.hash.slice(1))
  if (['access_token', 'id_token', 'error'].some((name) => hash.has(name))) return 'implicit'
  if (['code', 'error'].some((name) => callback.searchParams.has(name))) return 'pkce'
  throw new SignInFailure('callback_empty', 'The URL contains no response from the issuer.')
}

/** A path within this application; never a URL of another. */
function localPath(returnTo: string | undefined): string {
  return returnTo?.startsWith('/') && !returnTo.startsWith('//') ? returnTo : '/'
}
