import { Icon } from '../../components/Icon.tsx'
import { useApprovalTexts } from './texts.ts'
import type { Review } from './use-review.ts'

interface ReviewToolbarProps {
  readonly review: Review
  readonly canSelect: boolean
  readonly onPlain: () => void
  readonly onApprove: () => void
  readonly onKeys: () => void
}

/** The actions on several weeks at once. */
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
