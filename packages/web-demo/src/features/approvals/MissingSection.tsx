import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import type { MissingWeek } from 'timesheets-sdk/contract'
import { useClient } from '../../api/context.ts'
import { folded } from '../../components/folded.ts'
import { Failure } from '../../components/PageState.tsx'
import { useChosenWeek, WeekStepper } from '../../components/WeekStepper.tsx'
import { wholeUpTo } from '../../components/WindowedItems.tsx'
import { WindowedList } from '../../components/WindowedList.tsx'
import { useFormats } from '../../texts/index.ts'
import { missingQuery } from './queries.ts'
import { RemindDialog } from './RemindDialog.tsx'
import { useApprovalTexts } from './texts.ts'

/** The people who have not submitted a week, the missing hours, and a way to remind them. */
export function MissingSection({ onSay }: { onSay: (words: string) => void }) {
  const texts = useApprovalTexts()
  const { missingPage } = texts
  const titleId = useId()
  const [week, setWeek] = useChosenWeek(-1)
  const query = useQuery(missingQuery(useClient(), week))
  const [reminded, setReminded] = useState<readonly MissingWeek[]>()
  const rows = query.data ?? []
  const [search, setSearch] = useState('')
  const wanted = folded(useDeferredValue(search))
  const shown = rows.length > wholeUpTo ? rows.filter(({ name }) => folded(name).includes(wanted)) : rows
  const due = rows.filter((row) => row.due)
  return (
    <section className="card missing" aria-labelledby={titleId}>
      <div className="missing-head">
        <h2 id={titleId}>
          {missingPage.title}
          {query.data && <span className="panel-quiet"> {texts.people(rows.length)}</span>}
        </h2>
        <WeekStepper week={week} onChange={setWeek} />
        {due.length > 0 && (
          <button type="button" onClick={() => setReminded(due)}>
            {missingPage.remindAll(due.length)}
          </button>
        )}
      </div>
      {query.isError && !query.data && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p className="missing-none">{missingPage.none}</p>}
      {rows.length > 0 && due.length === 0 && <p className="missing-none">{missingPage.notOver}</p>}
      {rows.length > wholeUpTo && (
        <search className="filters">
          <label className="field">
            {missingPage.search}
            <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
          </label>
          <p role="status">{missingPage.count(shown.length, rows.length)}</p>
        </search>
      )}
      <WindowedList items={shown} keyOf={({ userId }) => userId} className="missing-list">
        {(row, place) => (
          <li {...place}>
            <MissingRow row={row} onRemind={() => setReminded([row])} />
          </li>
        )}
      </WindowedList>
      {reminded && (
        <RemindDialog
          week={week}
          people={reminded}
          isEverybody={reminded.length > 1}
          onClose={() => setReminded(undefined)}
          onSay={onSay}
        />
      )}
    </section>
  )
}

function MissingRow({ row, onRemind }: { row: MissingWeek; onRemind: () => void }) {
  const texts = useApprovalTexts()
  const { missingPage } = texts
  const formats = useFormats()
  const { name, kind, reason, totalHours, expectedHours, remindedAt, due } = row
  return (
    <>
      <p className="review-person">
        <span dir="auto" className="review-name">
          {name}
        </span>
        <span className="review-kind">{texts.kinds[kind]}</span>
      </p>
      <p>{missingPage.reasons[reason] ?? reason}</p>
      <p className="missing-hours">
        {missingPage.of(Math.round(totalHours * 60), Math.round(expectedHours * 60))}
      </p>
      <p className="panel-quiet">
        {!due && missingPage.notDue}
        {due && remindedAt && `${missingPage.reminded} ${formats.moment(remindedAt)}`}
      </p>
      {due && (
        <button type="button" aria-label={`${missingPage.remind} ${name}`} onClick={onRemind}>
          {missingPage.remind}
        </button>
      )}
    </>
  )
}
