import type { Settings } from '../settings.ts'
import { openChannel } from '../tab-channel.ts'
import { browserStorage } from './browser-storage.ts'
import { SignInFailure } from './failures.ts'
import { keepFresh } from './keep-fresh.ts'
import type { Flow, Session } from './session.ts'
import type { FlowEnvironment, SignInFlow } from './sign-in-flow.ts'
import { signInSession } from './sign-in-session.ts'
import { tabs } from './tabs.ts'
import { visitMemory } from './visit-memory.ts'

/** The path that the issuer redirects to, registered there as an allowed callback. */
export const callbackPath = '/callback'

/** Creates the session of this page from the browser's objects. */
export function createSession(settings: Settings): Session {
  const { storage: device, isDurable } = browserStorage('localStorage')
  const { storage: tab } = browserStorage('sessionStorage')
  const other = settings.flow === 'pkce' ? 'implicit' : 'pkce'
  return signInSession({
    offeredFlows: settings.offerBothFlows ? [settings.flow, other] : [settings.flow],
    flow: flows({
      settings,
      redirectUri: new URL(callbackPath, location.origin).href,
      storage: device,
      navigate: (url) => location.assign(url),
    }),
    memory: visitMemory({ device, tab }),
    canLeave: isDurable,
    tabs: tabs(openChannel('timesheets:sign-in'), device),
    page: {
      here: () =>
        location.pathname === callbackPath
          ? undefined
          : `${location.pathname}${location.search}${location.hash}`,
      home: new URL('/', location.origin),
      replaceAddress: (path) => history.replaceState(history.state, '', path),
      leave: (url) => location.assign(url),
      openWindow() {
        const opened = window.open('', '_blank', 'popup,width=480,height=760')
        return opened ? (url) => opened.location.replace(url) : undefined
      },
      closeWindow: () => window.close(),
      onRestored: (listener) =>
        window.addEventListener('pageshow', ({ persisted }) => {
          if (persisted) listener()
        }),
    },
    onSignedIn: keepFresh,
  })
}

/** Loads a flow on demand: no page needs both, and auth0-js alone is a quarter of the application. */
function flows(environment: FlowEnvironment): (name: Flow) => Promise<SignInFlow> {
  const load: Readonly<Record<Flow, () => Promise<SignInFlow>>> = {
    pkce: async () => (await import('./pkce.ts')).pkceFlow(environment),
    implicit: async () => (await import('./implicit.ts')).implicitFlow(environment),
  }
  const loaded = new Map<Flow, Promise<SignInFlow>>()
  return async (name) => {
    const flow = loaded.get(name) ?? load[name]()
    loaded.set(name, flow)
    return flow.catch((error: unknown) => {
      loaded.delete(name)
      throw new SignInFailure('unexpected', 'This part of the application could not be loaded.', {
        cause: error,
      })
    })
  }
}
