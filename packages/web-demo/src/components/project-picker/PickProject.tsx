import { lazy, Suspense } from 'react'
import { useTexts } from '../../texts/index.ts'
import { useProjectChoices } from './use-project-choices.ts'

const ProjectPicker = lazy(() => import('./ProjectPicker.tsx'))

interface PickProjectProps {
  /** The days on which the project has to be active: on one of them at least. */
  readonly dates: readonly string[]
  readonly onPick: (project: string) => void
  readonly onCancel: () => void
}

/** The choice of a project. The search and its list are loaded when they are shown first. */
export function PickProject({ dates, onPick, onCancel }: PickProjectProps) {
  const { texts } = useTexts()
  const offered = useProjectChoices(dates)
  return (
    <Suspense fallback={<p role="status">{texts.app.loading}</p>}>
      <ProjectPicker {...offered} onPick={onPick} onCancel={onCancel} />
    </Suspense>
  )
}
