import { useEffect } from 'react'
import { beforeSignOut } from '../auth/session-context.tsx'

/** Actions that can still be undone, and are sent later. */
export interface HeldActions {
  /** Whether closing the tab now would lose one. */
  readonly hasUnsent: boolean
  /** Sends all of them, and keeps at once what a reload would interrupt. */
  flush(): Promise<void>
}

/** Leaving the page, a reload and signing out send the actions; closing the tab warns. */
export function useSentOnLeaving(held: HeldActions): void {
  useEffect(() => {
    const send = () => void held.flush()
    const warn = (event: BeforeUnloadEvent) => {
      if (held.hasUnsent) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    window.addEventListener('pagehide', send)
    const stopWaiting = beforeSignOut(() => held.flush())
    return () => {
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('pagehide', send)
      stopWaiting()
      send()
    }
  }, [held])
}
