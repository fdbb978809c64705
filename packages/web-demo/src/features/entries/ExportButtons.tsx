import { useState } from 'react'
import type { EntryFilters } from 'timesheets-sdk/contract'
import { useClient } from '../../api/context.ts'
import { download } from '../../components/download.ts'
import { Icon } from '../../components/Icon.tsx'
import { useFailureWords, useFormats } from '../../texts/index.ts'
import { useEntriesTexts } from './texts.ts'

type Format = 'csv' | 'ndjson'

const mediaTypes = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const satisfies Record<
  Format,
  string
>

interface ExportButtonsProps {
  readonly filters: EntryFilters
  /** Takes a line that says what was exported, or why not. */
  readonly onDone: (message: string) => void
}

/** Saves all entries that the filters leave as a file, as the API streams them. */
export function ExportButtons({ filters, onDone }: ExportButtonsProps) {
  const texts = useEntriesTexts()
  const formats = useFormats()
  const inFailureWords = useFailureWords()
  const client = useClient()
  const [isBusy, setBusy] = useState(false)
  const save = async (format: Format) => {
    if (isBusy) return
    setBusy(true)
    onDone(texts.exporting)
    try {
      const chunks: BlobPart[] = []
      for await (const chunk of client.entries.export(filters, { format })) chunks.push(chunk.slice())
      const file = new Blob(chunks, { type: mediaTypes[format] })
      download(file, fileName(filters, format))
      onDone(texts.exported(formats.bytes(file.size)))
    } catch (error) {
      onDone(inFailureWords(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="stepper">
      <button type="button" onClick={() => void save('csv')} aria-disabled={isBusy}>
        <Icon name="download" />
        {texts.exportCsv}
      </button>
      <button type="button" onClick={() => void save('ndjson')} aria-disabled={isBusy}>
        {texts.exportNdjson}
      </button>
    </div>
  )
}

function fileName({ from, to, project }: EntryFilters, format: Format): string {
  const parts = ['timesheets', from, to, project?.replace(/[^\w.-]+/g, '-')]
  return `${parts.filter(Boolean).join('_')}.${format}`
}
