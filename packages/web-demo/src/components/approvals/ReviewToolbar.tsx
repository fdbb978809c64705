import type { Review } from '../../approvals/use-review.ts'
import { useApprovalTexts } from '../../texts/approvals.ts'
import { Icon } from '../Icon.tsx'

interface ReviewToolbarProps {
  readonly review: Review
  readonly canSelect: boolean
  readonly onPlain: () => void
  readonly onApprove: () => void
  readonly onKeys: () => void
}

/** What can be done to several weeks at once. */
export function ReviewToolbar({ review, canSelect, onPlain, onApprove, onKeys }: ReviewToolbarProps) {
  const texts = useApprovalTexts()
  const { plain, selected } = review
  return (
    <div className="review-toolbar">
      {canSelect && plain.length > 0 && (
        <button type="button" onClick={onPlain} aria-keyshortcuts="S">
          {texts.selectPlain(plain.length)}
        </button>
      )}
      {selected.length > 0 && (
        <>
          <button type="button" className="primary" onClick={onApprove} aria-keyshortcuts="Shift+A">
            {texts.approveSelected(selected.length)}
          </button>
          <button type="button" className="quiet" onClick={() => review.select([])}>
            {texts.selectNone}
          </button>
        </>
      )}
      <span className="grow" />
      <button type="button" className="quiet only-wide" onClick={onKeys} aria-keyshortcuts="?">
        <Icon name="keys" />
        {texts.keys}
      </button>
    </div>
  )
}
