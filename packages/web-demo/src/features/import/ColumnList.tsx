import { ColumnHeads, scrollRegion } from '../../components/table-parts.tsx'
import type { Preview } from './read-preview.ts'
import { useImportTexts } from './texts.ts'

/** The use of each column of the file, and the columns that it lacks. */
export function ColumnList({ preview: { columns, encoding, delimiter } }: { preview: Preview }) {
  const texts = useImportTexts()
  const { inFile, missing, absent } = columns
  const read = inFile.filter(({ column }) => column !== undefined).length
  return (
    <section className="card import-columns">
      <h2>{texts.columns}</h2>
      {missing.map(({ column, similar }) => (
        <p key={column} className="field-problem" role="alert">
          {texts.missing(column, texts.columnHints[column] ?? '')}{' '}
          {similar !== undefined && texts.similar(similar, column)}
        </p>
      ))}
      <details open={missing.length > 0 || read < inFile.length}>
        <summary>{texts.columnsRead(read, inFile.length, texts.delimiters[delimiter], encoding)}</summary>
        <div {...scrollRegion(texts.columns)}>
          <table className="data-table">
            <ColumnHeads names={[texts.inFile, texts.use]} />
            <tbody>
              {inFile.map(({ name, column }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: names can repeat, and no row moves
                <tr key={place}>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  <td>{column === undefined ? texts.ignored : texts.columnHints[column]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {absent.length > 0 && <p className="form-help">{texts.absent(absent.join(', '))}</p>}
      </details>
    </section>
  )
}
