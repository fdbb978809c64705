import { useSaveQueue } from '../../saving/SavingProvider.tsx'
import type { SaveQueue } from '../../saving/save-queue.ts'
import { useSentOnLeaving } from '../../saving/use-sent-on-leaving.ts'
import { useStore } from '../../store.ts'
import { BulkEdits, type BulkState } from './bulk-edits.ts'

// One for each signed-in person, like the queue.
const known = new WeakMap<SaveQueue, BulkEdits>()

/** The bulk changes of this person. */
export function useBulkEdits(): { readonly edits: BulkEdits; readonly state: BulkState } {
  const queue = useSaveQueue()
  const edits = known.get(queue) ?? new BulkEdits(queue)
  known.set(queue, edits)
  useSentOnLeaving(edits)
  return { edits, state: useStore(edits) }
}
