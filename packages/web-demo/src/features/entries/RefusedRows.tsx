import { SaidText } from '../../components/SaidText.tsx'
import { scrollRegion } from '../../components/table-parts.tsx'
import { useFormats } from '../../texts/index.ts'
import type { RefusedRow } from './bulk-plan.ts'
import { useEntriesTexts } from './texts.ts'

/** The entries that a bulk change leaves as they are, each with the reason. */
export function RefusedRows({ refused }: { refused: readonly RefusedRow[] }) {
  const texts = useEntriesTexts()
  const formats = useFormats()
  return (
    <div role="status">
      {refused.length > 0 && (
        <>
          <p>{texts.stay(refused.length)}:</p>
          <div {...scrollRegion(texts.stayInList)} className="refused-rows">
            <ul>
              {refused.map(({ row, reason }) => (
                <li key={row.entry.id}>
                  {formats.dayMedium(row.entry.date)}, <bdi>{row.project}</bdi>:{' '}
                  <span className="problem-reason">
                    <SaidText said={reason} />
                  </span>
                </li>
              ))}
            </ul>
          </div>
        </>
      )}
    </div>
  )
}
