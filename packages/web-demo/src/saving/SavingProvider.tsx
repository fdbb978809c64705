import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { onChangeElsewhere } from '../api/change-channel.ts'
import { useClient } from '../api/context.ts'
import { applyStoredChange, invalidateHours } from '../api/queries.ts'
import { useSession } from '../auth/index.ts'
import { useStore } from '../store.ts'
import { type QueueState, SaveQueue } from './save-queue.ts'
import { sessionUnsavedStorage } from './unsaved-storage.ts'

/**
 * Keeps one queue for the person. It resumes when network and session are back; other tabs hear of stored
 * changes.
 */
export function SavingProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const client = useClient()
  const queries = useQueryClient()
  const { state } = useSession()
  const [queue] = useState(
    () =>
      new SaveQueue({
        entries: client.entries,
        storage: sessionUnsavedStorage(userId),
        onStored: (change) => applyStoredChange(queries, change),
      }),
  )

  useEffect(() => {
    const channel = onChangeElsewhere(() => invalidateHours(queries))
    let wasBusy = false
    const stop = queue.subscribe(() => {
      const isBusy = [...queue.getState().lines.values()].some(
        ({ status }) => status === 'waiting' || status === 'saving',
      )
      if (wasBusy && !isBusy) {
        // Of a save that was refused, too: its week may have been locked meanwhile.
        invalidateHours(queries)
        channel.tell()
      }
      wasBusy = isBusy
    })
    return () => {
      stop()
      channel.close()
    }
  }, [queue, queries])

  useEffect(() => {
    const resume = () => queue.resume()
    const warn = (event: BeforeUnloadEvent) => {
      if (queue.hasUnsaved) event.preventDefault()
    }
    window.addEventListener('online', resume)
    window.addEventListener('beforeunload', warn)
    resume()
    return () => {
      window.removeEventListener('online', resume)
      window.removeEventListener('beforeunload', warn)
      queue.close()
    }
  }, [queue])

  useEffect(() => {
    if (state.status === 'signed-in') queue.resume()
  }, [queue, state.status])

  return <SavingContext value={queue}>{children}</SavingContext>
}

const SavingContext = createContext<SaveQueue | undefined>(undefined)

/** The queue through which everything is saved. */
export function useSaveQueue(): SaveQueue {
  const queue = useContext(SavingContext)
  if (!queue) throw new Error('useSaveQueue needs a SavingProvider above it')
  return queue
}

/** The unsaved changes, and the reason if they are held up. Renders again when that changes. */
export function useQueueState(): QueueState {
  const queue = useSaveQueue()
  return useStore(queue)
}
