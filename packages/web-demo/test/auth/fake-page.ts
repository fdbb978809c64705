import { AuthError, memoryStorage } from 'timesheets-sdk/auth'
import { vi } from 'vitest'
import type { Flow, Profile, Session } from '../../src/auth/session.ts'
import type { SessionPage } from '../../src/auth/session-parts.ts'
import type { SignInFlow } from '../../src/auth/sign-in-flow.ts'
import { signInSession } from '../../src/auth/sign-in-session.ts'
import { tabs } from '../../src/auth/tabs.ts'
import { visitMemory } from '../../src/auth/visit-memory.ts'
import type { Channel } from '../../src/tab-channel.ts'

export const maria: Profile = { userId: 'auth0|maria', name: 'Maria Silva', email: 'maria@abc.example' }
export const john: Profile = { userId: 'auth0|john', name: 'John Okafor' }

/** An issuer, as a flow sees it: the person signed in there, and its responses. */
export interface FakeIssuer {
  person: Profile | undefined
  /** True if the browser sends the issuer's cookies in a hidden frame. */
  frameHasCookies: boolean
  /** Fails every request to it. */
  failure: AuthError | undefined
  isTokenGood: boolean
}

/** One browser: the state that its tabs share. */
export function fakeBrowser(options: { offeredFlows?: readonly [Flow, ...Flow[]]; canLeave?: boolean } = {}) {
  const issuer: FakeIssuer = { person: maria, frameHasCookies: true, failure: undefined, isTokenGood: true }
  const device = memoryStorage()
  const listeners = new Set<{ tab: object; listener: (event: { data: unknown }) => void }>()

  /** A page in a new tab, or, with an old tab's storage, after a reload of that tab. */
  function openPage(tab = memoryStorage()) {
    const channel: Omit<Channel, 'close'> = {
      postMessage(data) {
        for (const one of [...listeners]) if (one.tab !== tab) queueMicrotask(() => one.listener({ data }))
      },
      addEventListener: (_type, listener) => void listeners.add({ tab, listener }),
      removeEventListener(_type, listener) {
        for (const one of listeners) if (one.listener === listener) listeners.delete(one)
      },
    }
    const flow = fakeFlow(issuer)
    let restored = () => {}
    const page = {
      here: vi.fn<SessionPage['here']>(() => '/week/2026-W48'),
      home: new URL('http://localhost:4200/'),
      replaceAddress: vi.fn<SessionPage['replaceAddress']>(),
      leave: vi.fn<SessionPage['leave']>(),
      openWindow: vi.fn<SessionPage['openWindow']>(() => () => {}),
      closeWindow: vi.fn<SessionPage['closeWindow']>(),
      onRestored(listener: () => void) {
        restored = listener
      },
    } satisfies SessionPage
    const stopped = vi.fn<() => void>()
    const session: Session = signInSession({
      offeredFlows: options.offeredFlows ?? ['pkce', 'implicit'],
      flow: async () => flow,
      memory: visitMemory({ device, tab }),
      canLeave: options.canLeave ?? true,
      tabs: tabs(channel, device),
      page,
      onSignedIn: () => stopped,
    })
    const close = () => {
      for (const one of listeners) if (one.tab === tab) listeners.delete(one)
    }
    return { session, page, flow, stopped, tab, close, restore: () => restored() }
  }

  return { issuer, openPage }
}

export type FakePage = ReturnType<ReturnType<typeof fakeBrowser>['openPage']>

function fakeFlow(issuer: FakeIssuer) {
  const response = () => {
    if (issuer.failure) throw issuer.failure
    if (!issuer.person) throw new AuthError('login_required', 'nobody')
    return issuer.person
  }
  return {
    tokenProvider: {
      async getAccessToken() {
        if (issuer.failure) throw issuer.failure
        if (!issuer.isTokenGood) throw new AuthError('invalid_grant', 'ended')
        return 'token'
      },
    },
    leave: vi.fn<SignInFlow['leave']>(async () => {
      if (issuer.failure) throw issuer.failure
    }),
    addressForWindow: vi.fn<SignInFlow['addressForWindow']>(
      async () => new URL('https://issuer.example/authorize?state=again'),
    ),
    finish: vi.fn<SignInFlow['finish']>(async (callback) => ({
      profile: response(),
      returnTo: callback.searchParams.get('returnTo') ?? undefined,
    })),
    resume: vi.fn<SignInFlow['resume']>(async () => undefined),
    signInSilently: vi.fn<SignInFlow['signInSilently']>(async () => {
      const found = response()
      if (!issuer.frameHasCookies) throw new AuthError('login_required', 'no cookies')
      return found
    }),
    forget: vi.fn<SignInFlow['forget']>(async () => {}),
    signOut: vi.fn<SignInFlow['signOut']>(async () => {
      if (issuer.failure) throw issuer.failure
      return new URL('https://issuer.example/logout')
    }),
  } satisfies SignInFlow
}

/** The URL that the issuer redirects to. */
export function callback(parameters: Record<string, string>, hash = ''): URL {
  return new URL(`http://localhost:4200/callback?${new URLSearchParams(parameters)}${hash}`)
}

/** Signs in on a page, by a response of the code flow. */
export async function signIn({ session }: FakePage): Promise<void> {
  await session.finish(callback({ code: 'c', state: crypto.randomUUID() }))
}
