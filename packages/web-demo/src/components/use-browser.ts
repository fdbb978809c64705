import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { todayHere } from './week-names.ts'

/** Whether a media query holds, now and whenever that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
  )
}

/** Names the page in the browser's tab and history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title
  }, [title])
}

/** Today's date on this device. Renders again after midnight, also on a page that was left open. */
export function useToday(): string {
  return useSyncExternalStore(followDate, todayHere)
}

function followDate(listener: () => void): () => void {
  // A timer until midnight would stop while the device sleeps.
  const timer = setInterval(listener, 60_000)
  document.addEventListener('visibilitychange', listener)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', listener)
  }
}

/** The time, to the minute. Renders again every minute, and when the page is looked at again. */
export function useNow(): Date {
  const minute = useSyncExternalStore(followDate, () => Math.floor(Date.now() / 60_000))
  return useMemo(() => new Date(Math.max(minute * 60_000, Date.now())), [minute])
}

/** Whether something has been waited for at least so long, at a stretch. */
export function useHasWaited(isWaiting: boolean, ms: number): boolean {
  const [hasWaited, setHasWaited] = useState(false)
  useEffect(() => {
    setHasWaited(false)
    if (!isWaiting) return
    const timer = setTimeout(() => setHasWaited(true), ms)
    return () => clearTimeout(timer)
  }, [isWaiting, ms])
  return hasWaited
}

/** The present time in milliseconds, again and again while something ticks. */
export function useNowMs(isTicking: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (!isTicking) return
    setNowMs(Date.now())
    const timer = setInterval(() => setNowMs(Date.now()), 500)
    return () => clearInterval(timer)
  }, [isTicking])
  return nowMs
}
