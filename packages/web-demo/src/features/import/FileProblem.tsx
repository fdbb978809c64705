import { ImportError } from 'timesheets-sdk/import/records'
import { SaveProblem } from '../../components/form-fields.tsx'
import { useImportTexts } from './texts.ts'

/** Why a file could not be read, or not be compared with what is stored. */
export function FileProblem({ error }: { error: unknown }) {
  const texts = useImportTexts()
  if (!(error instanceof ImportError)) return <SaveProblem error={error} />
  const { code, line } = error
  return (
    <p className="field-problem" role="alert">
      {line !== undefined && `${texts.line(line)}: `}
      {texts.fileProblems[code] ?? error.message}
    </p>
  )
}
