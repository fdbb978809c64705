import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { SaveProblem } from '../../components/form-fields.tsx'
import { usePayrollTexts } from './texts.ts'
import { Working } from './Working.tsx'

interface MonthActionFormProps {
  readonly name: string
  readonly help?: string
  /** Asks for the reason; `undefined`: none is needed. */
  readonly question: string | undefined
  /** Says meanwhile that it is going on. */
  readonly working: string
  readonly act: (reason: string) => Promise<unknown>
  readonly onDone: () => void
}

/** Closes or reopens a month, with the reason where one is needed. */
export function MonthActionForm({ name, help, question, working, act, onDone }: MonthActionFormProps) {
  const texts = usePayrollTexts()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const problemId = useId()
  const acting = useMutation({
    mutationFn: () => act(reason.trim()),
    onSuccess: () => {
      onDone()
      for (const queryKey of [['periods'], ['weeks'], ['policy'], ['events']]) {
        void queries.invalidateQueries({ queryKey })
      }
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isNeeded = question !== undefined && reason.trim() === ''
    setMissing(isNeeded)
    if (!isNeeded && !acting.isPending) acting.mutate()
  }
  return (
    <form className="form card payroll-action" noValidate onSubmit={submit}>
      {help && <p className="form-help">{help}</p>}
      {question !== undefined && (
        <label className="field">
          {question}
          <input
            value={reason}
            maxLength={1_000}
            autoComplete="off"
            aria-required="true"
            aria-invalid={isMissing}
            aria-describedby={isMissing ? problemId : undefined}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
      )}
      {isMissing && (
        <p id={problemId} className="field-problem" role="alert">
          {texts.reasonMissing}
        </p>
      )}
      <SaveProblem error={acting.error} />
      <p>
        <button type="submit" className="primary" aria-disabled={acting.isPending}>
          {name}
        </button>
      </p>
      {acting.isPending && <Working words={working} />}
    </form>
  )
}
