import { useEffect, useState } from 'react'
import { TimesheetsError } from 'timesheets-sdk/client'
import { type Texts, useInWords, useTexts } from '../texts/index.ts'
import { type Said, saidOf } from '../texts/said.ts'

/** A failed load in plain words, and the next step. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { texts } = useTexts()
  const inWords = useInWords()
  const requestId = error instanceof TimesheetsError ? error.requestId : undefined
  return (
    <section className="failure" role="alert">
      <h2>{texts.failure.cannotLoad}</h2>
      <p>{failureInWords(error, texts, inWords)}</p>
      {requestId && <p className="failure-request">{texts.failure.request(requestId)}</p>}
      <button type="button" onClick={onRetry}>
        {texts.failure.tryAgain}
      </button>
    </section>
  )
}

function failureInWords(error: unknown, texts: Texts, inWords: (said: Said) => string): string {
  if (!(error instanceof TimesheetsError)) return texts.failure.explained
  const { failure } = texts
  switch (error.kind) {
    case 'unreachable':
      return error.status === undefined ? failure.unreachable : failure.unavailable
    case 'not_authorized':
      // The API names the scope that is missing.
      if (error.code !== 'insufficient_scope') return failure.notAuthorized
      return error.problem ? inWords(saidOf(error.problem)) : failure.mayNotRead
    case 'refused':
      return error.problem ? inWords(saidOf(error.problem)) : error.message
    default:
      return failure.unusable
  }
}

/** The time after which a person wonders whether anything happens. */
const slowAfterMs = 2_000

/** A placeholder for the content of the page. */
export function Skeleton() {
  const { texts } = useTexts()
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="skeleton" role="status">
      {isSlow ? (
        <p>{texts.app.loadingSlowly}</p>
      ) : (
        <span className="visually-hidden">{texts.app.loading}</span>
      )}
      <span className="skeleton-bar" />
      <span className="skeleton-block" />
    </div>
  )
}
