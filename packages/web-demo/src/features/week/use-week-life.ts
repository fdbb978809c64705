import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { tellOfChange } from '../../api/change-channel.ts'
import { useClient } from '../../api/context.ts'
import { invalidateHours, weekQuery } from '../../api/queries.ts'
import { useSaveQueue } from '../../saving/SavingProvider.tsx'
import { useFailureWords, useInWords, useTexts } from '../../texts/index.ts'
import { recallWeek, submitWeek, type WeekOutcome } from './submit-week.ts'
import type { Week } from './use-week.ts'

/** The actions of the owner on the whole week. */
export interface WeekLife {
  readonly maySubmit: boolean
  readonly mayRecall: boolean
  readonly isBusy: boolean
  /** Why the last attempt came to nothing, in words. */
  readonly problem: string | undefined
  submit(): void
  recall(): void
}

/** Submitting a week and taking it back. What was done is said in the page's status line. */
export function useWeekLife({ grid, stored, editor }: Week): WeekLife {
  const { texts } = useTexts()
  const inWords = useInWords()
  const inFailureWords = useFailureWords()
  const client = useClient()
  const queries = useQueryClient()
  const queue = useSaveQueue()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const isRunning = useRef(false)
  // The first hour of a week is on its way, and what was read does not know of it yet.
  const isFirst = stored.totalHours === 0 && grid.minutes > 0 && stored.status === 'open'
  const maySubmit = grid.minutes > 0 && (isFirst || stored.actions.includes('submit'))
  const mayRecall = stored.actions.includes('recall')

  const run = async (act: () => Promise<WeekOutcome>, said: string) => {
    if (isRunning.current) return
    isRunning.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      const outcome = await act()
      if (outcome.kind === 'done') {
        queries.setQueryData(weekQuery(client, outcome.week.week).queryKey, outcome.week)
        editor.say(said)
        tellOfChange()
      } else {
        setProblem(outcome.kind === 'refused' ? inWords(outcome.refusal) : texts.life.problems[outcome.kind])
        invalidateHours(queries)
      }
    } catch (error) {
      setProblem(inFailureWords(error))
    } finally {
      isRunning.current = false
      setBusy(false)
    }
  }

  return {
    maySubmit,
    mayRecall,
    isBusy,
    problem,
    submit() {
      if (!maySubmit) return
      const shownMinutes = () => editor.grid.minutes
      const { week } = stored
      void run(
        () => submitWeek({ client, queue, week, dates: grid.dates, shownMinutes }),
        texts.life.submittedNow,
      )
    },
    recall() {
      if (mayRecall) void run(() => recallWeek(client, stored), texts.life.recalledNow)
    },
  }
}
