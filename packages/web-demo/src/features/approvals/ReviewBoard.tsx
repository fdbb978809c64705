import { type ReactNode, useRef, useState } from 'react'
import type { Week } from 'timesheets-sdk/model'
import { Dialog } from '../../components/Dialog.tsx'
import { usePageKeys } from '../../components/keys.ts'
import { late } from '../../components/late.tsx'
import { useMedia } from '../../components/use-browser.ts'
import { type ApproverAction, type DecisionsState, weekKey } from './decision.ts'
import type { Decisions } from './decisions.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { ReviewCards } from './ReviewCards.tsx'
import { ReviewTable } from './ReviewTable.tsx'
import { ReviewToolbar } from './ReviewToolbar.tsx'
import { useWeekNames } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'
import { useReview } from './use-review.ts'
import { WeekDetails } from './WeekDetails.tsx'

const KeysDialog = late(async () => (await import('../../components/KeysDialog.tsx')).KeysDialog)

interface ReviewBoardProps {
  readonly weeks: readonly Week[]
  readonly label: string
  readonly canSelect: boolean
  readonly decisions: Decisions
  readonly state: DecisionsState
  /** Says something in the page's live line. */
  readonly onSay: (words: string) => void
  /** Content below the list. */
  readonly children?: ReactNode
}

/** Weeks of other people to review one by one: the list, and beside it the details of the current week. */
export function ReviewBoard(props: ReviewBoardProps) {
  const { weeks, label, canSelect, decisions, state, onSay, children } = props
  const texts = useApprovalTexts()
  const names = useWeekNames()
  const review = useReview(weeks, state)
  // By what the columns of the table need: see .review-table in approvals.css. On paper it is a table too.
  const isNarrow = useMedia('screen and (max-width: 58rem)')
  const isWide = useMedia('(min-width: 80rem)')
  const [focusRequest, setFocusRequest] = useState<{ week: Week | undefined }>()
  const [asked, setAsked] = useState<{ week: Week; action: 'reject' | 'reopen' }>()
  const [opened, setOpened] = useState<string>()
  const [isShowingKeys, setShowingKeys] = useState(false)
  const panelTitle = useRef<HTMLHeadingElement>(null)
  const openedWeek = weeks.find((week) => weekKey(week) === opened)
  const { current, selected } = review

  const decisionOf = (week: Week) => state.decisions.get(weekKey(week))
  const go = (week: Week | undefined) => {
    if (!week) return
    review.go(week)
    setFocusRequest({ week })
  }
  const decide = (chosen: readonly Week[], action: ApproverAction, reason?: string) => {
    const next = review.nextOpen(chosen)
    decisions.decide(chosen, action, reason)
    const [only] = chosen
    const what = texts.pending[action](chosen.length)
    onSay(
      `${chosen.length === 1 && only ? `${names.whose(only)}: ${texts.willBe[action]}` : what}. ${texts.undoHint}`,
    )
    setOpened(undefined)
    if (next) go(next)
  }
  const act = (week: Week | undefined, action: ApproverAction) => {
    if (!week?.actions.includes(action)) return
    if (action === 'approve') decide([week], action)
    else {
      setOpened(undefined)
      setAsked({ week, action })
    }
  }
  const undo = (week?: Week) => {
    const number = decisions.undo(week && weekKey(week))
    if (number > 0) onSay(texts.undone(number))
  }
  const open = (week: Week) => {
    review.go(week)
    if (isWide) panelTitle.current?.focus()
    else setOpened(weekKey(week))
  }
  const selectPlain = () => {
    review.select(review.plain)
    onSay(texts.selectedCount(review.plain.length))
  }
  const approveSelected = () => {
    if (selected.length > 0) decide(selected, 'approve')
  }
  usePageKeys({
    j: () => go(review.neighbour(1)),
    k: () => go(review.neighbour(-1)),
    a: () => act(current, 'approve'),
    r: () => act(current, 'reject'),
    'Ctrl+z': () => undo(),
    '?': () => setShowingKeys(true),
    ...(canSelect ? { s: selectPlain, 'Shift+a': approveSelected } : {}),
  })

  const list = {
    weeks,
    review,
    label,
    canSelect,
    decisionOf,
    onGo: go,
    onOpen: open,
    onUndo: undo,
  }
  const details = (week: Week) => (
    <WeekDetails
      key={weekKey(week)}
      week={week}
      decision={decisionOf(week)}
      isPrimary={selected.length === 0}
      onAct={(action) => act(week, action)}
      onUndo={() => undo(week)}
    />
  )
  return (
    <div className="review">
      <div className="review-main">
        <div className="card">
          <ReviewToolbar
            review={review}
            canSelect={canSelect}
            onPlain={selectPlain}
            onApprove={approveSelected}
            onKeys={() => setShowingKeys(true)}
          />
          {isNarrow ? (
            <ReviewCards {...list} />
          ) : (
            <div className="table-scroll">
              <ReviewTable {...list} focusRequest={focusRequest} />
            </div>
          )}
        </div>
        {children}
      </div>
      {isWide && (
        <aside className="card review-panel" aria-label={texts.panel}>
          {current ? (
            <>
              <h2 ref={panelTitle} tabIndex={-1}>
                {names.name(current)}
              </h2>
              {details(current)}
            </>
          ) : (
            <p>{texts.chooseRow}</p>
          )}
        </aside>
      )}
      {openedWeek && (
        <Dialog title={names.name(openedWeek)} onClose={() => setOpened(undefined)}>
          {details(openedWeek)}
          <p className="dialog-actions">
            <button type="button" onClick={() => setOpened(undefined)}>
              {texts.close}
            </button>
          </p>
        </Dialog>
      )}
      {asked && (
        <ReasonDialog
          {...asked}
          onClose={() => setAsked(undefined)}
          onReason={(reason) => {
            setAsked(undefined)
            decide([asked.week], asked.action, reason)
          }}
        />
      )}
      {isShowingKeys && <KeysDialog texts={texts.keyboard} onClose={() => setShowingKeys(false)} />}
    </div>
  )
}
