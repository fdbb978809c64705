import { useState } from 'react'
import type { Closing, Period } from 'timesheets-sdk/model'
import { readsEveryone } from 'timesheets-sdk/rules'
import { useCaller, useClient } from '../../api/context.ts'
import { useNames } from '../../api/names.ts'
import { amountTexts } from '../../components/amounts.ts'
import { download } from '../../components/download.ts'
import { Icon } from '../../components/Icon.tsx'
import { useFailureWords, useFormats } from '../../texts/index.ts'
import { Changes } from './Changes.tsx'
import { usePayrollTexts } from './texts.ts'

/** Every closing of a month with its figures and file, the newest first. */
export function ClosingList({ period, onSay }: { period: Period; onSay: (words: string) => void }) {
  const texts = usePayrollTexts()
  const formats = useFormats()
  const inFailureWords = useFailureWords()
  const client = useClient()
  const mayReadLines = readsEveryone(useCaller())
  const [isBusy, setBusy] = useState(false)
  const save = async (version: number) => {
    if (isBusy) return
    setBusy(true)
    try {
      const chunks: BlobPart[] = []
      const lines = client.periods.exportLines(period.period, { version }, { format: 'csv' })
      for await (const chunk of lines) chunks.push(chunk.slice())
      const file = new Blob(chunks, { type: 'text/csv' })
      download(file, `payroll_${period.period}_${version}.csv`)
      onSay(texts.exported(formats.bytes(file.size)))
    } catch (error) {
      onSay(inFailureWords(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="card payroll-closings">
      <h2>{texts.closings}</h2>
      <ul>
        {period.closings.map((closing) => (
          <li key={closing.version}>
            <ClosingFigures closing={closing} />
            {mayReadLines && (
              <button type="button" aria-disabled={isBusy} onClick={() => void save(closing.version)}>
                <Icon name="download" />
                {texts.export}
              </button>
            )}
            {mayReadLines && closing.version > 1 && (
              <Changes
                period={period.period}
                version={closing.version}
                title={texts.changesSince(closing.version - 1)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function ClosingFigures({ closing }: { closing: Closing }) {
  const texts = usePayrollTexts()
  const formats = useFormats()
  const nameOf = useNames()
  return (
    <div>
      <h3>{texts.closing(closing.version, nameOf(closing.closedBy), formats.moment(closing.closedAt))}</h3>
      <p>{texts.figures(closing.people, closing.minutes, closing.billableMinutes)}</p>
      {closing.amounts.length > 0 && (
        <p className="payroll-amounts">
          {amountTexts(closing.amounts, formats, texts.withoutRate).join(' · ')}
        </p>
      )}
      {closing.lateMinutes > 0 && <p className="form-help">{texts.late(closing.lateMinutes)}</p>}
      {closing.reason !== null && <p className="form-help">{texts.because(closing.reason)}</p>}
      {closing.reopenedAt !== null && (
        <p className="form-help">
          {texts.reopened(
            nameOf(closing.reopenedBy ?? ''),
            formats.moment(closing.reopenedAt),
            closing.reopenReason ?? '',
          )}
        </p>
      )}
    </div>
  )
}
