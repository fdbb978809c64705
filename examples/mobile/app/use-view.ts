import { useCallback, useEffect, useState } from 'react'
import { AppState } from 'react-native'
import { type Hours, localDate } from '../src/hours'
import { readView, type View } from '../src/view'

/** The view of a person's hours, read again after each change and whenever the application is opened. */
export function useView(hours: Hours) {
  const [view, setView] = useState<View>()
  const [problem, setProblem] = useState<string>()
  const [today, setToday] = useState(() => localDate())

  /** Runs work of a tap, and shows the reason if it could not be done. */
  const run = useCallback(async (work: () => Promise<Error | undefined>) => {
    try {
      setProblem((await work())?.message)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }, [])

  useEffect(() => {
    let isShown = true
    const read = () =>
      readView(hours.outbox, today).then((next) => {
        if (isShown) setView(next)
      })
    const readOrSay = () => void run(async () => void (await read()))
    readOrSay()
    const unsubscribe = hours.outbox.subscribe(readOrSay)
    return () => {
      isShown = false
      unsubscribe()
    }
  }, [hours, today, run])

  useEffect(() => {
    const onOpen = () => {
      setToday(localDate())
      void run(() => hours.synchronize())
    }
    onOpen()
    const subscription = AppState.addEventListener('change', (state) => {
      if (state === 'active') onOpen()
    })
    return () => subscription.remove()
  }, [hours, run])

  return { view, problem, run }
}

/** Runs the work of a tap. */
export type Run = ReturnType<typeof useView>['run']
