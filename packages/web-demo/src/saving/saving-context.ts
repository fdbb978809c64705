import { createContext, useContext, useSyncExternalStore } from 'react'
import type { QueueState, SaveQueue } from './save-queue.ts'

export const SavingContext = createContext<SaveQueue | undefined>(undefined)

/** The queue through which everything is saved. */
export function useSaveQueue(): SaveQueue {
  const queue = useContext(SavingContext)
  if (!queue) throw new Error('useSaveQueue needs a SavingProvider above it')
  return queue
}

/** What is unsaved, and whether something holds it up. Renders again when that changes. */
export function useQueueState(): QueueState {
  const queue = useSaveQueue()
  return useSyncExternalStore(queue.subscribe, queue.getState)
}
