import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { useClient } from '../../api/context.ts'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useTitle } from '../../components/use-browser.ts'
import { useFormats } from '../../texts/index.ts'
import { ClosingList } from './ClosingList.tsx'
import { OpenMonth } from './OpenMonth.tsx'
import { periodsQuery } from './queries.ts'
import { ReopenMonth } from './ReopenMonth.tsx'
import { usePayrollTexts } from './texts.ts'
import '../../styles/tables.css'
import '../../styles/forms.css'
import './payroll.css'

/** The months: what stands in the way of closing one, and its closings with their exports. */
export function PayrollPage() {
  const texts = usePayrollTexts()
  useTitle(texts.documentTitle)
  const formats = useFormats()
  const query = useQuery(periodsQuery(useClient()))
  const [search, setSearch] = useSearchParams()
  const [said, setSaid] = useState('')
  const periods = query.data
  // The month before the present one is the one to be closed.
  const chosen = periods?.find(({ period }) => period === search.get('month')) ?? periods?.[1] ?? periods?.[0]
  return (
    <>
      <div className="page-top">
        <h1>{texts.title}</h1>
        {periods && chosen && (
          <label className="field">
            {texts.months}
            <select
              value={chosen.period}
              onChange={({ target }) => {
                setSaid('')
                setSearch({ month: target.value }, { replace: true })
              }}
            >
              {periods.map(({ period, status }) => (
                <option key={period} value={period}>
                  {formats.month(period)} · {texts[status]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p role="status" className="page-said">
        {said}
      </p>
      {query.isError && !periods && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton />}
      {chosen &&
        (chosen.status === 'open' ? (
          <OpenMonth key={chosen.period} period={chosen} onSay={setSaid} />
        ) : (
          <ReopenMonth key={chosen.period} period={chosen.period} onSay={setSaid} />
        ))}
      {chosen && chosen.closings.length > 0 && <ClosingList period={chosen} onSay={setSaid} />}
    </>
  )
}
