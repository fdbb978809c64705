import { type FormEvent, useId, useState } from 'react'
import type { Week } from 'timesheets-sdk/model'
import { Dialog } from '../../components/Dialog.tsx'
import { isComposing } from '../../components/keys.ts'
import { useWeekNames } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'

const longestReason = 1_000

interface ReasonDialogProps {
  readonly week: Week
  readonly action: 'reject' | 'reopen'
  readonly onReason: (reason: string) => void
  readonly onClose: () => void
}

/** Asks why a week is rejected or reopened: its owner reads it. */
export function ReasonDialog({ week, action, onReason, onClose }: ReasonDialogProps) {
  const texts = useApprovalTexts()
  const names = useWeekNames()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const ids = { hint: useId(), problem: useId() }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const said = reason.trim()
    if (said === '') setProblem(texts.reason.missing)
    else if (said.length > longestReason) setProblem(texts.reason.tooLong(longestReason))
    else onReason(said)
  }
  const title = action === 'reject' ? texts.reason.rejectTitle : texts.reason.reopenTitle
  return (
    <Dialog title={title(names.whose(week))} onClose={onClose}>
      <form onSubmit={submit}>
        <label className="field">
          {texts.reason.label}
          <textarea
            rows={4}
            value={reason}
            aria-required="true"
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? ids.hint : `${ids.problem} ${ids.hint}`}
            onChange={(event) => {
              setReason(event.target.value)
              setProblem(undefined)
            }}
            onKeyDown={(event) => {
              if (isComposing(event)) return
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
            }}
          />
        </label>
        {problem !== undefined && (
          <p id={ids.problem} className="field-problem" role="alert">
            {problem}
          </p>
        )}
        <p id={ids.hint} className="panel-quiet">
          {texts.reason.hint(names.name(week))}
        </p>
        <p className="dialog-actions">
          <button type="button" onClick={onClose}>
            {texts.reason.cancel}
          </button>
          <button type="submit" className="primary">
            {action === 'reject' ? texts.reject : texts.reopen}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
