import { AuthError, isNotAuthorized, type TokenProvider } from 'timesheets-sdk/auth'
import { createStore } from '../store.ts'
import { flowOfResponse, localPath } from './callback-url.ts'
import { failureOf, needsPerson, SignInFailure } from './failures.ts'
import type { Flow, Profile, Session, SessionState, SignInOptions } from './session.ts'
import type { SessionParts } from './session-parts.ts'
import type { Leaving, SignInFlow } from './sign-in-flow.ts'
import { stateOf } from './tabs.ts'

/** The state machine of a sign-in session, for any flow. */
export function signInSession(parts: SessionParts): Session {
  const { offeredFlows, memory, tabs, page } = parts
  const finishing = new Map<string, Promise<string | undefined>>()
  const store = createStore<SessionState>({ status: 'starting' })
  const { getState, setState: become } = store
  let active: SignInFlow | undefined
  let starting: Promise<void> | undefined
  let stopWhileSignedIn = () => {}
  let beforeLeaving = getState()

  async function enter(profile: Profile, name: Flow): Promise<void> {
    active = await parts.flow(name)
    await memory.remember(name)
    await memory.endSilentRedirect()
    stopWhileSignedIn()
    stopWhileSignedIn = parts.onSignedIn(tokenProvider)
    become({ status: 'signed-in', profile, flow: name })
    tabs.tell({ type: 'signed-in', userId: profile.userId })
  }

  /** This page, or the one that a failed sign-in was for. */
  async function targetHere(): Promise<string> {
    return page.here() ?? localPath(await memory.target())
  }

  /** Redirects to the issuer. */
  async function leave(name: Flow, options: Leaving): Promise<void> {
    await memory.rememberTarget(options.returnTo)
    await (await parts.flow(name)).leave(options)
  }

  function startLeaving(): void {
    beforeLeaving = getState()
    become({ status: 'leaving' })
  }

  function leaveSignedOut(failure?: SignInFailure): void {
    active = undefined
    stopWhileSignedIn()
    become({ status: 'signed-out', ...(failure && { failure }) })
  }

  function end(error: unknown): void {
    const state = getState()
    if (state.status !== 'signed-in') return
    const { profile, flow } = state
    stopWhileSignedIn()
    become({ status: 'ended', profile, flow, failure: failureOf(error) })
  }

  const tokenProvider: TokenProvider = {
    canRenew: true,
    async getAccessToken(options) {
      // The first data are asked for while the person is being signed in.
      if (getState().status === 'resuming') await starting
      const provider = getState().status === 'signed-in' ? active?.tokenProvider : undefined
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
    become({ status: 'resuming' })
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
    const returnTo = await targetHere()
    startLeaving()
    try {
      await memory.beginSilentRedirect(returnTo)
      await leave(name, { returnTo, isSilent: true })
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
        if (getState().status !== 'signed-out') return targetHere()
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

  async function signIn({ flow: name = offeredFlows[0], returnTo }: SignInOptions = {}) {
    const before = getState()
    startLeaving()
    try {
      if (!parts.canLeave) throw new SignInFailure('cookies_blocked', 'The browser lets nothing be stored.')
      await memory.endSilentRedirect()
      const loginHint = before.status === 'ended' ? before.profile.email : undefined
      await leave(name, { returnTo: returnTo ?? (await targetHere()), loginHint })
    } catch (error) {
      const failure = failureOf(error)
      if (before.status === 'ended') become({ ...before, failure })
      else leaveSignedOut(failure)
    }
  }

  async function signInAgain(): Promise<void> {
    const ended = getState()
    if (ended.status !== 'ended') return
    const { profile, flow: name } = ended
    const fail = (failure: SignInFailure) => {
      const state = getState()
      if (state.status === 'ended') become({ ...state, failure })
    }
    // Before the first await: the browser blocks a window that a click does not open directly.
    const send = page.openWindow()
    if (send === undefined)
      return fail(new SignInFailure('popup_blocked', 'The browser has blocked the window.'))
    try {
      const flow = await parts.flow(name)
      const url = await flow.addressForWindow({ returnTo: await targetHere(), loginHint: profile.email })
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
    const state = getState()
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
    if (getState().status !== 'leaving') return void checkStillSignedIn()
    // The person left to sign in and returned without: the screen is unchanged. Otherwise check the session
    // again.
    if (beforeLeaving.status === 'ended' || beforeLeaving.status === 'signed-out') become(beforeLeaving)
    else void start()
  })

  /** A page in the browser's cache hears nothing: the sign-out in another tab shows in what tabs share. */
  async function checkStillSignedIn(): Promise<void> {
    const { status } = getState()
    if (status !== 'signed-in' && status !== 'ended') return
    if ((await memory.signedInBy()) !== undefined) return
    void active?.forget()
    leaveSignedOut()
  }

  /** The same person has signed in again in another tab, so a silent sign-in can succeed. */
  async function recover({ profile, flow: name }: SessionState & { status: 'ended' }): Promise<void> {
    try {
      const found = await (await parts.flow(name)).signInSilently()
      if (found.userId === profile.userId && getState().status === 'ended') await enter(found, name)
    } catch {
      // The strip keeps asking the person to sign in.
    }
  }

  return {
    offeredFlows,
    subscribe: store.subscribe,
    getState,
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
