import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { useClient } from '../../api/context.ts'
import { useTitle } from '../../components/use-browser.ts'
import { ColumnList } from './ColumnList.tsx'
import { FileProblem } from './FileProblem.tsx'
import { PlannedRows } from './PlannedRows.tsx'
import { type ImportedKind, type ImportSource, readPreview } from './read-preview.ts'
import { SourceForm } from './SourceForm.tsx'
import { useImportTexts } from './texts.ts'
import '../../styles/tables.css'
import '../../styles/forms.css'
import './import.css'

/** Imports people or projects from a CSV file: first shows what would change, then stores it. */
export function ImportPage({ kind }: { kind: ImportedKind }) {
  const texts = useImportTexts()
  const { title, back } = texts.of[kind]
  useTitle(texts.documentTitle(title))
  const client = useClient()
  const reading = useMutation({ mutationFn: (source: ImportSource) => readPreview(kind, client, source) })
  // Counts the previews, because each begins with nothing stored.
  const [number, setNumber] = useState(0)
  const preview = reading.data
  return (
    <>
      <div className="page-top">
        <h1>{title}</h1>
        <Link className="button" href={`/${kind}`}>
          {back}
        </Link>
      </div>
      <SourceForm
        kind={kind}
        onSource={(source) => {
          setNumber(number + 1)
          reading.mutate(source)
        }}
      />
      {reading.isPending && <p role="status">{texts.reading}</p>}
      {reading.isError && <FileProblem error={reading.error} />}
      {preview && (
        <>
          <ColumnList preview={preview} />
          {preview.columns.missing.length === 0 && <PlannedRows key={number} rows={preview.rows} />}
        </>
      )}
    </>
  )
}
