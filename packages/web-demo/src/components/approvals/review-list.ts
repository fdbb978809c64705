import type { Week } from 'timesheets-sdk/model'
import type { Decision } from '../../approvals/decisions.ts'
import type { Review } from '../../approvals/use-review.ts'

/** What a list of weeks is given, as a table or as cards. */
export interface ReviewListProps {
  readonly weeks: readonly Week[]
  readonly review: Review
  readonly label: string
  /** Whether weeks can be selected, to be approved together. */
  readonly canSelect: boolean
  readonly decisionOf: (week: Week) => Decision | undefined
  readonly onGo: (week: Week | undefined) => void
  readonly onOpen: (week: Week) => void
  readonly onUndo: (week: Week) => void
}
