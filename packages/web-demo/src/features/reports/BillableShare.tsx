import { useFormats } from '../../texts/index.ts'
import { useReportTexts } from './texts.ts'

interface BillableShareProps {
  readonly minutes: number
  readonly billableMinutes: number
}

/** How much of the hours is billable: a bar, and the percentage in words. */
export function BillableShare({ minutes, billableMinutes }: BillableShareProps) {
  const texts = useReportTexts()
  const formats = useFormats()
  const share = minutes === 0 ? 0 : billableMinutes / minutes
  return (
    <span className="billable-share">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="share-all" width="100" height="8" />
        <rect className="share-part" width={share * 100} height="8" />
      </svg>
      {texts.billableShare(formats.percent(share))}
    </span>
  )
}
