import { useQuery } from '@tanstack/react-query'
import { weekOf } from 'timesheets-sdk/model'
import { useLocation } from 'wouter'
import { useCaller, useClient } from '../api/context.ts'
import { useProjects } from '../api/projects-query.ts'
import { policyQuery } from '../api/queries.ts'
import { Icon } from '../components/Icon.tsx'
import { usePageKeys } from '../components/keys.ts'
import { late } from '../components/late.tsx'
import { useNow } from '../components/use-browser.ts'
import { weekPath } from '../components/week-names.ts'
import { createStore, useStore } from '../store.ts'
import { formatMinutes } from '../texts/formats.ts'
import { useFormats, useTexts } from '../texts/index.ts'
import { elapsedMinutes, isForgotten, proposeEntry } from './propose-entry.ts'
import { type RunningTimer, timerOf } from './timer.ts'
import './timer.css'

const StartTimer = late(async () => (await import('./StartTimer.tsx')).StartTimer)

// While the policy is not known, as without a network. The week's page judges what is proposed.
const usualIncrementMinutes = 15
const standardWeekHours = 40
const workdays = 5

/** The person's timer, and what stopping it does: the week's page proposes the entry. */
export function useTimer() {
  const { userId, person } = useCaller()
  const store = timerOf(userId)
  const timer = useStore(store)
  const policy = useQuery(policyQuery(useClient())).data
  const [, navigate] = useLocation()
  const stop = () => {
    if (!timer) return
    const usualDayHours = (person?.expectedHoursPerWeek ?? standardWeekHours) / workdays
    const incrementMinutes = policy?.incrementMinutes ?? usualIncrementMinutes
    const proposed = proposeEntry(timer, { now: new Date(), incrementMinutes, usualDayHours })
    navigate(weekPath(weekOf(proposed.date)), { state: { proposed } })
  }
  return { timer, stop, set: store.setState }
}

/** Whether the dialog that starts the timer is open. */
const starting = createStore(false)

/** Asks what the timer is for, and starts it. */
export function startTimer(): void {
  starting.setState(true)
}

/** Starts and stops the timer, on every page: by the button, or by P. */
export function TimerButton() {
  const { texts } = useTexts()
  const { timer, stop, set } = useTimer()
  const isStarting = useStore(starting)
  const setStarting = starting.setState
  usePageKeys({ p: timer ? stop : startTimer })
  const start = (project: string, note: string) => {
    setStarting(false)
    set({ startedAt: new Date().toISOString(), project, note })
  }
  return (
    <>
      {timer ? (
        <RunningButton timer={timer} onStop={stop} />
      ) : (
        <button type="button" className="quiet timer-button" aria-keyshortcuts="P" onClick={startTimer}>
          <Icon name="start" />
          <span className="timer-word">{texts.timer.start}</span>
        </button>
      )}
      {isStarting && <StartTimer onStart={start} onClose={() => setStarting(false)} />}
    </>
  )
}

function RunningButton({ timer, onStop }: { timer: RunningTimer; onStop: () => void }) {
  const { texts } = useTexts()
  const minutes = elapsedMinutes(timer, useNow())
  const name = useProjects().get(timer.project)?.name ?? timer.project
  return (
    <button
      type="button"
      className="timer-button is-running"
      aria-keyshortcuts="P"
      aria-label={texts.timer.stop(name, formatMinutes(minutes))}
      title={timer.note || undefined}
      onClick={onStop}
    >
      <span className="timer-project" dir="auto">
        {name}
      </span>
      <span className="timer-time">{formatMinutes(minutes)}</span>
      <Icon name="stop" />
    </button>
  )
}

/** Says that a timer was probably forgotten, and proposes what to do. */
export function ForgottenTimer() {
  const { texts } = useTexts()
  const formats = useFormats()
  const { timer, stop, set } = useTimer()
  const projects = useProjects()
  const now = useNow()
  if (!timer || !isForgotten(timer, now)) return null
  const name = projects.get(timer.project)?.name ?? timer.project
  return (
    <div role="status" className="notice timer-notice">
      <p>{texts.timer.forgotten(name, formats.moment(timer.startedAt))}</p>
      <button type="button" onClick={stop}>
        {texts.timer.propose}
      </button>
      <button type="button" className="quiet" onClick={() => set(undefined)}>
        {texts.timer.discard}
      </button>
    </div>
  )
}
