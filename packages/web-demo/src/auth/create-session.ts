import type { Settings } from '../settings.ts'
import { browserStorage } from './browser-storage.ts'
import { SignInFailure } from './failures.ts'
import { keepFresh } from './keep-fresh.ts'
import { type FlowEnvironment, pkceFlow } from './pkce.ts'
import type { Flow, Session } from './session.ts'
import type { SignInFlow } from './sign-in-flow.ts'
import { signInSession } from './sign-in-session.ts'
import { openChannel, tabs } from './tabs.ts'
import { visitMemory } from './visit-memory.ts'

/** Where the issuer sends people back to: registered there as an allowed callback. */
export const callbackPath = '/callback'

/** The session of this page: what it is made of in a browser. */
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
    tabs: tabs(openChannel(), device),
    page: {
      // Nobody wants to come back to the callback page: it is only passed through.
      here: () =>
        location.pathname === callbackPath ? '/' : `${location.pathname}${location.search}${location.hash}`,
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

/** auth0-js is loaded when it is asked for: most pages never need it. */
function flows(environment: FlowEnvironment): (name: Flow) => Promise<SignInFlow> {
  let implicit: Promise<SignInFlow> | undefined
  let pkce: SignInFlow | undefined
  return async (name) => {
    if (name === 'pkce') {
      pkce ??= pkceFlow(environment)
      return pkce
    }
    implicit ??= import('./implicit.ts').then(({ implicitFlow }) => implicitFlow(environment))
    return implicit.catch((error: unknown) => {
      implicit = undefined
      throw new SignInFailure('unexpected', 'This part of the application could not be loaded.', {
        cause: error,
      })
    })
  }
}
