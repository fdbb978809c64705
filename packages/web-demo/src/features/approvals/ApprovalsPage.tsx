import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { PendingBar } from '../../components/PendingBar.tsx'
import { useTitle } from '../../components/use-browser.ts'
import { type Section, sectionPath } from './addresses.ts'
import { DecidedSection } from './DecidedSection.tsx'
import type { Outcome } from './decision.ts'
import { MissingSection } from './MissingSection.tsx'
import { QueueSection } from './QueueSection.tsx'
import { RefusedList } from './RefusedList.tsx'
import { type ApprovalTexts, useApprovalTexts } from './texts.ts'
import { useDecisions } from './use-decisions.ts'
import '../../styles/tables.css'
import './approvals.css'

/** The weeks that wait for an approver, those already decided, and the people who are missing. */
export function ApprovalsPage({ section }: { section: Section }) {
  const texts = useApprovalTexts()
  useTitle(texts.documentTitle)
  const { decisions, state } = useDecisions()
  const [said, setSaid] = useState('')
  const { outcome } = state
  const newest = state.batches.at(-1)
  useEffect(() => {
    if (outcome) setSaid(outcomeInWords(outcome, texts))
  }, [outcome, texts])
  const undo = () => {
    const number = decisions.undo()
    if (number > 0) setSaid(texts.undone(number))
  }
  const parts = { decisions, state, onSay: setSaid }
  return (
    <div className="approvals">
      <div className="page-top">
        <h1>{texts.title}</h1>
        <nav className="sections" aria-label={texts.sections}>
          {(['waiting', 'decided', 'missing'] as const).map((one) => (
            <Link
              key={one}
              href={sectionPath(one)}
              className="nav-link"
              aria-current={one === section ? 'page' : undefined}
              onClick={() => setSaid('')}
            >
              {texts[one]}
            </Link>
          ))}
        </nav>
      </div>
      <RefusedList decisions={decisions} state={state} />
      {section === 'waiting' && <QueueSection {...parts} />}
      {section === 'decided' && <DecidedSection {...parts} />}
      {section === 'missing' && <MissingSection onSay={setSaid} />}
      <div className="page-foot">
        <p role="status" className={newest ? 'visually-hidden' : 'page-foot-said'}>
          {said}
        </p>
        {newest && (
          <PendingBar
            texts={texts}
            words={texts.pending[newest.action](newest.keys.length)}
            dueMs={newest.dueMs}
            onUndo={undo}
            onSend={() => void decisions.flush()}
          />
        )}
      </div>
    </div>
  )
}

function outcomeInWords({ action, done, refused, failed }: Outcome, texts: ApprovalTexts): string {
  return [done > 0 && texts.done[action](done), refused + failed > 0 && texts.notDone(refused + failed)]
    .filter(Boolean)
    .join(' ')
}
