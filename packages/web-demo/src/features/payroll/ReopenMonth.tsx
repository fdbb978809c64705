import { mayClose } from 'timesheets-sdk/rules'
import { useCaller, useClient } from '../../api/context.ts'
import { useFormats } from '../../texts/index.ts'
import { MonthActionForm } from './MonthActionForm.tsx'
import { usePayrollTexts } from './texts.ts'

/** The way to reopen a closed month, for those who may close it. */
export function ReopenMonth({ period, onSay }: { period: string; onSay: (words: string) => void }) {
  const texts = usePayrollTexts()
  const formats = useFormats()
  const client = useClient()
  if (!mayClose(useCaller())) return null
  return (
    <details className="card payroll-reopen">
      <summary>{texts.reopen}</summary>
      <MonthActionForm
        name={texts.reopen}
        question={texts.reopenReason}
        working={texts.reopening(formats.month(period))}
        act={(reason) => client.periods.reopen(period, reason)}
        onDone={() => onSay(texts.reopenedNow(formats.month(period)))}
      />
    </details>
  )
}
