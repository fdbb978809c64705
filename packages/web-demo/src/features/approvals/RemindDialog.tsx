import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MissingWeek, ReminderResult } from 'timesheets-sdk/contract'
import { useClient } from '../../api/context.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { SaveProblem } from '../../components/form-fields.tsx'
import { useTexts } from '../../texts/index.ts'
import { weekNumber } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'

interface RemindDialogProps {
  readonly week: string
  readonly people: readonly MissingWeek[]
  /** Whether these are all who are missing: the API then looks itself who is, however many they are. */
  readonly isEverybody: boolean
  readonly onClose: () => void
  readonly onSay: (words: string) => void
}

/** Shows whom a reminder reaches before it goes, and what became of it for each of them. */
export function RemindDialog({ week, people, isEverybody, onClose, onSay }: RemindDialogProps) {
  const { texts } = useTexts()
  const { missingPage, close } = useApprovalTexts()
  const client = useClient()
  const queries = useQueryClient()
  const [again, setAgain] = useState(false)
  const whom = isEverybody ? {} : { userIds: people.map(({ userId }) => userId) }
  const preview = useQuery({
    queryKey: ['reminders', week, whom, again],
    queryFn: ({ signal }) => client.reminders.send({ week, ...whom, again, dryRun: true }, { signal }),
    gcTime: 0,
  })
  const sending = useMutation({
    mutationFn: () => client.reminders.send({ week, ...whom, again }),
    onSuccess: ({ sent }) => onSay(missingPage.sentNow(sent)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['missing'] }),
  })
  const nameOf = (userId: string) => people.find((one) => one.userId === userId)?.name ?? userId
  const reached = preview.data?.results.filter(({ status }) => status === 'would_send') ?? []
  const skipped = preview.data?.results.filter(({ status }) => status !== 'would_send') ?? []
  const error = preview.error ?? sending.error
  return (
    <Dialog title={missingPage.remindTitle(weekNumber(week))} onClose={onClose}>
      <SaveProblem error={error} />
      {sending.data ? (
        <div role="status">
          <h3>{missingPage.sent}</h3>
          <Results results={sending.data.results} nameOf={nameOf} />
        </div>
      ) : (
        <>
          {preview.isPending && <p role="status">{missingPage.looking}</p>}
          {preview.data && (
            <div aria-live="polite">
              <p>{missingPage.reaches(reached.length)}</p>
              <Results results={reached} nameOf={nameOf} />
              {skipped.length > 0 && <p>{missingPage.skips}</p>}
              <Results results={skipped} nameOf={nameOf} />
            </div>
          )}
          <label className="check">
            <input type="checkbox" checked={again} onChange={(event) => setAgain(event.target.checked)} />
            {missingPage.again}
          </label>
        </>
      )}
      <p className="dialog-actions">
        <button type="button" onClick={onClose}>
          {sending.data ? close : texts.details.cancel}
        </button>
        {!sending.data && (
          <button
            type="button"
            className="primary"
            disabled={reached.length === 0 || sending.isPending}
            onClick={() => sending.mutate()}
          >
            {missingPage.send(reached.length)}
          </button>
        )}
      </p>
    </Dialog>
  )
}

interface ResultsProps {
  readonly results: readonly ReminderResult[]
  readonly nameOf: (userId: string) => string
}

function Results({ results, nameOf }: ResultsProps) {
  const { missingPage } = useApprovalTexts()
  if (results.length === 0) return null
  return (
    <ul className="remind-results">
      {results.map(({ userId, email, status, detail }) => (
        <li key={userId}>
          <strong>{nameOf(userId)}</strong>{' '}
          <span className="panel-quiet">
            {email && `${email}, `}
            {missingPage.statuses[status] ?? status}
          </span>
          {status === 'failed' && detail && (
            <span lang="en" className="field-problem">
              {' '}
              {detail}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
