import type { KeyValueStorage } from 'timesheets-sdk/auth'
import type { Flow } from './session.ts'

const signedInKey = 'timesheets:signed-in-by'
const silentKey = 'timesheets:silent-return'
const targetKey = 'timesheets:return-to'

/**
 * State that one page of this application passes to another, none of it secret. All tabs share `device`,
 * which outlives them; `tab` belongs to one tab.
 */
export function visitMemory({ device, tab }: { device: KeyValueStorage; tab: KeyValueStorage }) {
  return {
    /**
     * The flow by which a person signed in on this device and did not sign out: then a silent sign-in is
     * worth trying.
     */
    async signedInBy(): Promise<Flow | undefined> {
      const flow = await device.getItem(signedInKey)
      return flow === 'pkce' || flow === 'implicit' ? flow : undefined
    },
    remember: async (flow: Flow) => device.setItem(signedInKey, flow),
    forget: async () => device.removeItem(signedInKey),
    /** The path to return to after this tab's silent redirect. While it is set, no other redirect starts. */
    silentReturn: async () => (await tab.getItem(silentKey)) ?? undefined,
    beginSilentRedirect: async (returnTo: string) => tab.setItem(silentKey, returnTo),
    endSilentRedirect: async () => tab.removeItem(silentKey),
    /** The path that this tab's last sign-in was to return to: if it fails, the next one returns there. */
    target: async () => (await tab.getItem(targetKey)) ?? undefined,
    rememberTarget: async (path: string) => tab.setItem(targetKey, path),
  }
}

export type VisitMemory = ReturnType<typeof visitMemory>
