import { type ClientHooks, TimesheetsError } from 'timesheets-sdk/client'
import { createStore } from '../store.ts'

/** Why requests are sent again: no response at all, or one of a server that does not work at the moment. */
export type Trouble = 'unreachable' | 'unavailable'

/** The trouble with the API at the moment; `undefined`: the last response was a usable one. */
export const apiTrouble = createStore<Trouble | undefined>(undefined)

/** Follows the requests of a client: people are told before it gives up. */
export const troubleHooks: ClientHooks = {
  onRetry({ attempt, error }) {
    // After one lost response, the next one usually comes at once.
    if (attempt < 2) return
    const hasResponse = error instanceof TimesheetsError && error.status !== undefined
    say(hasResponse ? 'unavailable' : 'unreachable')
  },
  onResponse({ status }) {
    if (status < 500) say(undefined)
  },
}

function say(trouble: Trouble | undefined): void {
  if (apiTrouble.getState() !== trouble) apiTrouble.setState(trouble)
}
