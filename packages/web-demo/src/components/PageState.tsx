import { useEffect, useState } from 'react'
import { TimesheetsError } from 'timesheets-sdk/client'
import { apiTrouble } from '../api/trouble.ts'
import { useStore } from '../store.ts'
import { saidOfFailure } from '../texts/failed.ts'
import { useTexts } from '../texts/index.ts'
import { SaidText } from './SaidText.tsx'

/** A failed load in plain words, and the next step. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { texts } = useTexts()
  const requestId = error instanceof TimesheetsError ? error.requestId : undefined
  return (
    <section className="failure" role="alert">
      <h2>{texts.failure.cannotLoad}</h2>
      <p>
        <SaidText said={saidOfFailure(error, texts)} />
      </p>
      {requestId && <p className="failure-request">{texts.failure.request(requestId)}</p>}
      <button type="button" onClick={onRetry}>
        {texts.failure.tryAgain}
      </button>
    </section>
  )
}

/** The time after which a person wonders whether anything happens. */
const slowAfterMs = 2_000

/** A placeholder for the content of the page. It says why it is still there. */
export function Skeleton() {
  const { app } = useTexts().texts
  const trouble = useStore(apiTrouble)
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const note = trouble ? app.retrying[trouble] : isSlow && app.loadingSlowly
  return (
    <div className="skeleton" role="status">
      {note ? <p>{note}</p> : <span className="visually-hidden">{app.loading}</span>}
      <span className="skeleton-bar" />
      <span className="skeleton-block" />
    </div>
  )
}
