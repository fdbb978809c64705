import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { datesOfWeek, type Week } from 'timesheets-sdk/model'
import { reviewGridPattern } from '../../components/grid-pattern.ts'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { useFormats } from '../../texts/index.ts'
import { weekKey } from './decision.ts'
import { ReviewRow, type RowActions } from './ReviewRow.tsx'
import type { ReviewListProps } from './review-row.ts'
import { useApprovalTexts } from './texts.ts'

interface ReviewTableProps extends ReviewListProps {
  /** A week to move the focus to; each new object is a new request. */
  readonly focusRequest: { readonly week: Week | undefined } | undefined
}

// Any week will do for the names of its days.
const someWeek = datesOfWeek('2026-W01')

/**
 * Weeks as a grid of rows, by the grid pattern of the ARIA Authoring Practices. Rows have the focus: one tab
 * stop, arrows move, Space selects, Enter opens.
 */
export function ReviewTable(props: ReviewTableProps) {
  const { weeks, review, label, canSelect, focusRequest, onOpen } = props
  const texts = useApprovalTexts()
  const formats = useFormats()
  const table = useRef<HTMLTableElement>(null)
  const isWithin = useRef(false)
  const served = useRef(focusRequest)
  const latest = useRef(props)
  const [actions] = useState<RowActions>(() => ({
    onGo: (week) => latest.current.onGo(week),
    onOpen: (week) => latest.current.onOpen(week),
    onUndo: (week) => latest.current.onUndo(week),
    onToggle: (week) => latest.current.review.toggle(week),
  }))

  useLayoutEffect(() => {
    latest.current = props
  })

  useLayoutEffect(() => {
    const { activeElement } = document
    const isLost = isWithin.current && (activeElement === document.body || activeElement === null)
    if (focusRequest === served.current && !isLost) return
    served.current = focusRequest
    table.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus()
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const { current } = review
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return
    const act = actOf(event.key, current)
    // On a button within the row, Enter and Space are the button's.
    if (!act || (event.target instanceof HTMLButtonElement && /^(Enter| )$/.test(event.key))) return
    event.preventDefault()
    act()
  }

  function actOf(key: string, current: Week): (() => void) | undefined {
    switch (key) {
      case 'ArrowDown':
        return () => props.onGo(review.neighbour(1))
      case 'ArrowUp':
        return () => props.onGo(review.neighbour(-1))
      case 'Home':
        return () => props.onGo(weeks[0])
      case 'End':
        return () => props.onGo(weeks.at(-1))
      case 'Enter':
        return () => onOpen(current)
      case ' ':
        return () => canSelect && review.toggle(current)
      default:
        return undefined
    }
  }

  const onBlur = (event: FocusEvent) => {
    if (event.relatedTarget !== null && !table.current?.contains(event.relatedTarget))
      isWithin.current = false
  }

  return (
    <table
      ref={table}
      {...reviewGridPattern(canSelect)}
      className="review-table"
      aria-label={label}
      aria-rowcount={weeks.length + 1}
      onKeyDown={onKeyDown}
      onFocus={() => {
        isWithin.current = true
      }}
      onBlur={onBlur}
    >
      <thead>
        <tr>
          {canSelect && (
            <th scope="col" className="review-check">
              <span className="visually-hidden">{texts.select}</span>
            </th>
          )}
          <th scope="col">{texts.person}</th>
          <th scope="col" className="head-week">
            {texts.week}
          </th>
          {someWeek.map((date) => (
            <th key={date} scope="col" className="review-day">
              <abbr title={formats.weekdayLong(date)}>{formats.weekdayShort(date)}</abbr>
            </th>
          ))}
          <th scope="col" className="review-total">
            {texts.total}
          </th>
          <th scope="col" className="head-verdict">
            {canSelect ? texts.flags : texts.status}
          </th>
        </tr>
      </thead>
      <WindowedRows
        rows={weeks}
        keyOf={weekKey}
        columns={canSelect ? 12 : 11}
        keep={review.current && weeks.indexOf(review.current)}
      >
        {(week, place) => (
          <ReviewRow
            index={place['data-index']}
            rowRef={place.ref}
            week={week}
            decision={props.decisionOf(week)}
            isCurrent={review.current === week}
            isSelected={review.isSelected(week)}
            canSelect={canSelect}
            actions={actions}
          />
        )}
      </WindowedRows>
    </table>
  )
}
