import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Encoding, namedEncodings } from 'timesheets-sdk/import/records'
import { useClient } from '../../api/context.ts'
import { download } from '../../components/download.ts'
import { SaveProblem } from '../../components/form-fields.tsx'
import { Icon } from '../../components/Icon.tsx'
import { useToday } from '../../components/use-browser.ts'
import { columnsOf, type ImportedKind, type ImportSource, readStored } from './read-preview.ts'
import { useImportTexts } from './texts.ts'

interface SourceFormProps {
  readonly kind: ImportedKind
  /** Takes the rows to show. */
  readonly onSource: (source: ImportSource) => void
}

/** Takes a file, or rows that are pasted. */
export function SourceForm({ kind, onSource }: SourceFormProps) {
  const texts = useImportTexts()
  const client = useClient()
  const today = useToday()
  const [file, setFile] = useState<File>()
  const [encoding, setEncoding] = useState<Encoding>()
  const [text, setText] = useState('')
  const saving = useMutation({
    mutationFn: async () =>
      download(
        new Blob([await readStored(kind, client, today)], { type: 'text/csv' }),
        `${kind}_${today}.csv`,
      ),
  })
  const showFile = async (chosen: File | undefined, named: Encoding | undefined) => {
    if (chosen) onSource({ bytes: new Uint8Array(await chosen.arrayBuffer()), encoding: named })
  }
  const showText = (event: FormEvent) => {
    event.preventDefault()
    onSource({ bytes: new TextEncoder().encode(text), encoding: undefined })
  }
  const { needed, others } = columnsOf(kind)
  return (
    <section className="card import-source">
      <p>{texts.intro}</p>
      <p className="form-help">
        {texts.needed} <ColumnNames names={needed} />. {texts.others} <ColumnNames names={others} />.
      </p>
      <div className="form-grid">
        <label className="field">
          {texts.file}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            onChange={({ target }) => {
              const chosen = target.files?.[0]
              setFile(chosen)
              void showFile(chosen, encoding)
            }}
          />
        </label>
        <label className="field">
          {texts.encoding}
          <select
            value={encoding ?? ''}
            onChange={({ target }) => {
              const named = namedEncodings.find((one) => one === target.value)
              setEncoding(named)
              void showFile(file, named)
            }}
          >
            <option value="">{texts.encodingOfFile}</option>
            {namedEncodings.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
      </div>
      <form className="form" onSubmit={showText}>
        <label className="field">
          {texts.paste}
          <textarea
            dir="auto"
            rows={4}
            value={text}
            spellCheck={false}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <p className="page-actions">
          <button type="submit" aria-disabled={text.trim() === ''}>
            {texts.preview}
          </button>
          <button type="button" className="quiet" onClick={() => saving.mutate()}>
            <Icon name="download" />
            {texts.of[kind].download}
          </button>
        </p>
        <SaveProblem error={saving.error} />
      </form>
    </section>
  )
}

function ColumnNames({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <code>{name}</code>
    </span>
  ))
}
