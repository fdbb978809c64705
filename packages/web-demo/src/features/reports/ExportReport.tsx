import { useState } from 'react'
import { useClient } from '../../api/context.ts'
import { download } from '../../components/download.ts'
import { Icon } from '../../components/Icon.tsx'
import { useFailureWords, useFormats } from '../../texts/index.ts'
import { hoursQueryOf } from './queries.ts'
import type { ReportView } from './report-view.ts'
import { useReportTexts } from './texts.ts'

interface ExportReportProps {
  readonly view: ReportView
  readonly withAmounts: boolean
  /** Takes a line that says what was exported, or why not. */
  readonly onDone: (message: string) => void
}

/** Saves the sums of a report as CSV, as the API writes them. */
export function ExportReport({ view, withAmounts, onDone }: ExportReportProps) {
  const texts = useReportTexts()
  const formats = useFormats()
  const inFailureWords = useFailureWords()
  const client = useClient()
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    if (isBusy) return
    setBusy(true)
    try {
      const chunks: BlobPart[] = []
      const query = hoursQueryOf(view, withAmounts)
      for await (const chunk of client.reports.exportHours(query, { format: 'csv' })) {
        chunks.push(chunk.slice())
      }
      const file = new Blob(chunks, { type: 'text/csv' })
      download(file, `hours_by_${view.by}_${view.from}_${view.to}.csv`)
      onDone(texts.exported(formats.bytes(file.size)))
    } catch (error) {
      onDone(inFailureWords(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <button type="button" onClick={() => void save()} aria-disabled={isBusy}>
      <Icon name="download" />
      {texts.export}
    </button>
  )
}
