import type { KeyValueStorage } from 'timesheets-sdk/auth'
import type { Flow } from './session.ts'

const signedInKey = 'timesheets:signed-in-by'
const silentKey = 'timesheets:silent-return'

/**
 * What one page of this application has to know from another, none of it secret: `device` is shared by all tabs and
 * outlives them, `tab` does not.
 */
export function visitMemory({ device, tab }: { device: KeyValueStorage; tab: KeyValueStorage }) {
  return {
    /** How somebody has signed in on this device, and not signed out: worth asking the issuer silently. */
    async signedInBy(): Promise<Flow | undefined> {
      const flow = await device.getItem(signedInKey)
      return flow === 'pkce' || flow === 'implicit' ? flow : undefined
    },
    remember: async (flow: Flow) => device.setItem(signedInKey, flow),
    forget: async () => device.removeItem(signedInKey),
    /** Where to go on after the silent redirect that this tab is on: while there is one, no other is begun. */
    silentReturn: async () => (await tab.getItem(silentKey)) ?? undefined,
    beginSilentRedirect: async (returnTo: string) => tab.setItem(silentKey, returnTo),
    endSilentRedirect: async () => tab.removeItem(silentKey),
  }
}

export type VisitMemory = ReturnType<typeof visitMemory>
