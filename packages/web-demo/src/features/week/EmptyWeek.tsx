import { projectColor } from '../../components/project-color.ts'
import { useProjectChoices } from '../../components/project-picker/use-project-choices.ts'
import { useTexts } from '../../texts/index.ts'
import type { CopySource } from './copy-week.ts'

interface EmptyWeekProps {
  readonly dates: readonly string[]
  readonly canEdit: boolean
  readonly hasTemplate: boolean
  readonly onCopy: (from: CopySource, withHours: boolean) => void
  readonly onPick: (project: string) => void
  readonly onAddProject: () => void
}

const offered = 5

/** A week in which nothing is logged, and the ways to begin: what the person uses most is one key away. */
export function EmptyWeek(props: EmptyWeekProps) {
  const { dates, canEdit, hasTemplate, onCopy, onPick, onAddProject } = props
  const { texts } = useTexts()
  return (
    <div className="empty-week">
      <p>{texts.week.empty}</p>
      {canEdit && (
        <>
          <p className="empty-actions">
            <button type="button" className="primary" onClick={() => onCopy('lastWeek', false)}>
              {texts.week.copyRows}
            </button>
            <button type="button" onClick={() => onCopy('lastWeek', true)}>
              {texts.week.copyHours}
            </button>
            {hasTemplate && (
              <button type="button" onClick={() => onCopy('template', true)}>
                {texts.week.fillTemplate}
              </button>
            )}
            <button type="button" onClick={onAddProject}>
              {texts.week.addProject}
            </button>
          </p>
          {/* Last, since it is loaded later: nothing that can be clicked moves away. */}
          <UsedProjects dates={dates} onPick={onPick} />
        </>
      )}
    </div>
  )
}

/** The favourites and most used projects, each a button that adds its row. */
function UsedProjects({ dates, onPick }: Pick<EmptyWeekProps, 'dates' | 'onPick'>) {
  const { texts } = useTexts()
  const { choices, used } = useProjectChoices(dates)
  const first = choices.slice(0, Math.min(used, offered))
  if (first.length === 0) return null
  return (
    <ul className="empty-actions" aria-label={texts.week.yourProjects}>
      {first.map(({ code, name }) => (
        <li key={code}>
          <button type="button" aria-label={texts.week.addRow(name ?? code)} onClick={() => onPick(code)}>
            <span className={`dot ${projectColor(code)}`} aria-hidden="true" />
            <bdi>{name ?? code}</bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}
