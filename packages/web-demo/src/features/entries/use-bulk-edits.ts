import { useEffect } from 'react'
import { beforeSignOut } from '../../auth/session-context.tsx'
import { useSaveQueue } from '../../saving/SavingProvider.tsx'
import type { SaveQueue } from '../../saving/save-queue.ts'
import { useStore } from '../../store.ts'
import { BulkEdits, type BulkState } from './bulk-edits.ts'

// One for each signed-in person, like the queue.
const known = new WeakMap<SaveQueue, BulkEdits>()

/** The bulk changes of this person. Leaving the page and signing out send them; closing the tab warns. */
export function useBulkEdits(): { readonly edits: BulkEdits; readonly state: BulkState } {
  const queue = useSaveQueue()
  const edits = known.get(queue) ?? new BulkEdits(queue)
  known.set(queue, edits)
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (edits.hasUnsent) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    const stopWaiting = beforeSignOut(() => edits.flush())
    return () => {
      window.removeEventListener('beforeunload', warn)
      stopWaiting()
      void edits.flush()
    }
  }, [edits])
  return { edits, state: useStore(edits) }
}
