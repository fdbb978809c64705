import { useState } from 'react'
import { useLocation } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { useCaller } from '../../api/context.ts'
import { formatMinutes } from '../../texts/formats.ts'
import { useTexts } from '../../texts/index.ts'
import type { ProposalState, ProposedEntry } from '../../timer/propose-entry.ts'
import { timerOf } from '../../timer/timer.ts'
import { DetailsDialog } from './DetailsDialog.tsx'
import { type Cell, findCell } from './grid-model.ts'
import type { Week } from './use-week.ts'

interface TimerProposalProps {
  readonly week: Week
  readonly isReadOnly: boolean
}

/** The entry that the stopped timer proposes. It is in the history's state, so that it survives a reload. */
export function TimerProposal({ week, isReadOnly }: TimerProposalProps) {
  const state = useHistoryState<ProposalState | null>()
  const proposed = state?.proposed
  if (!proposed || !week.grid.dates.includes(proposed.date)) return null
  return <Proposal key={JSON.stringify(proposed)} week={week} isReadOnly={isReadOnly} proposed={proposed} />
}

function Proposal({ week, isReadOnly, proposed }: TimerProposalProps & { proposed: ProposedEntry }) {
  const { texts } = useTexts()
  const { userId } = useCaller()
  const [path, navigate] = useLocation()
  const { grid, editor } = week
  const { date, project, minutes, note } = proposed
  // The cell as it was when the timer stopped, whatever is saved while the dialog is open.
  const [cell] = useState(
    (): Cell =>
      findCell(grid, date, project) ?? {
        date,
        project,
        lines: [],
        minutes: 0,
        lock: grid.dayLocks[grid.dates.indexOf(date)],
      },
  )
  const close = () => navigate(path, { replace: true, state: null })
  const end = () => timerOf(userId).setState(undefined)
  return (
    <DetailsDialog
      cell={cell}
      editor={editor}
      isReadOnly={isReadOnly}
      proposal={{
        hours: formatMinutes(minutes),
        note,
        explained: texts.timer.proposed,
        discard: texts.timer.discard,
        onDiscard: () => {
          end()
          close()
        },
        onSaved: end,
      }}
      onClose={close}
    />
  )
}
