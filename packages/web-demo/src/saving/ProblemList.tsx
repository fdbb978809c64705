import { useId } from 'react'
import { weekOf } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { SaidText } from '../components/SaidText.tsx'
import { weekPath } from '../components/week-names.ts'
import { formatMinutes } from '../texts/formats.ts'
import { useFormats, useTexts } from '../texts/index.ts'
import { type Content, contentOf, minutesOf } from './content.ts'
import type { Line } from './line.ts'
import { useQueueState, useSaveQueue } from './SavingProvider.tsx'

interface ProblemListProps {
  /** Where lines are edited in place: of this week. */
  readonly inPlace?: { readonly dates: readonly string[]; readonly onEdit: (line: Line) => void }
}

/** The changes that could not be saved, on this page and others: the reason and the choices. */
export function ProblemList({ inPlace }: ProblemListProps) {
  const { texts } = useTexts()
  const { lines } = useQueueState()
  const titleId = useId()
  const open = [...lines.values()].filter(({ status }) => status === 'refused' || status === 'conflict')
  if (open.length === 0) return null
  return (
    <section className="problems" aria-labelledby={titleId}>
      <h2 id={titleId}>{texts.problems.title}</h2>
      <ul>
        {open.map((line) => (
          <li key={line.key}>
            {line.status === 'conflict' ? (
              <Conflict line={line} />
            ) : (
              <Refused
                line={line}
                onEdit={inPlace?.dates.includes(line.date) ? () => inPlace.onEdit(line) : undefined}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Refused({ line, onEdit }: { line: Line; onEdit: (() => void) | undefined }) {
  const { texts } = useTexts()
  const queue = useSaveQueue()
  const show = useShownContent()
  return (
    <>
      <Place line={line} />
      <p>
        {line.wanted === null && line.typed === undefined
          ? texts.problems.notDeleted
          : texts.problems.refused(line.typed ?? show(line.wanted))}{' '}
        <span className="problem-reason">{line.refusal && <SaidText said={line.refusal} />}</span>
      </p>
      <p className="problem-actions">
        {line.typed === undefined && (
          <button type="button" onClick={() => queue.retry(line.key)}>
            {texts.problems.retry}
          </button>
        )}
        {onEdit ? (
          <button type="button" onClick={onEdit}>
            {texts.problems.edit}
          </button>
        ) : (
          <Link href={weekPath(weekOf(line.date))} className="button">
            {texts.problems.edit}
          </Link>
        )}
        <button type="button" onClick={() => queue.discard(line.key)}>
          {texts.problems.discard}
        </button>
      </p>
    </>
  )
}

function Conflict({ line }: { line: Line }) {
  const { texts } = useTexts()
  const formats = useFormats()
  const queue = useSaveQueue()
  const show = useShownContent()
  const { theirs } = line
  return (
    <>
      <Place line={line} />
      <p>{texts.problems.conflictTitle}.</p>
      <p className="problem-values">
        <span>{texts.problems.mine(show(line.wanted))}</span>
        <span>
          {theirs
            ? texts.problems.theirs(show(contentOf(theirs)), formats.time(theirs.updatedAt), theirs.source)
            : texts.problems.theirsGone}
        </span>
      </p>
      <p className="problem-actions">
        <button type="button" onClick={() => queue.keepMine(line.key)}>
          {texts.problems.keepMine}
        </button>
        <button type="button" onClick={() => queue.takeTheirs(line.key)}>
          {texts.problems.takeTheirs}
        </button>
      </p>
    </>
  )
}

function Place({ line }: { line: Line }) {
  const formats = useFormats()
  return (
    <h3>
      {line.project}, {formats.dayLong(line.date)}
    </h3>
  )
}

function useShownContent(): (content: Content | null) => string {
  const { texts } = useTexts()
  const formats = useFormats()
  return (content) => {
    if (content === null) return texts.problems.nothing
    const note = content.note === '' ? '' : ` ${formats.quoted(content.note)}`
    return `${formatMinutes(minutesOf(content))}${note}${content.billable ? '' : `, ${texts.week.notBillable}`}`
  }
}
