import { useTexts } from '../../texts/index.ts'
import { late } from '../late.tsx'
import { useProjectChoices } from './use-project-choices.ts'

/** The search and its list. */
export const ProjectPicker = late(async () => (await import('./ProjectPicker.tsx')).default, Loading)

interface PickProjectProps {
  /** The days on which the project has to be active: on one of them at least. */
  readonly dates: readonly string[]
  readonly onPick: (project: string) => void
  readonly onCancel: () => void
}

/** The choice of a project. The search and its list are loaded when they are shown first. */
export function PickProject({ dates, onPick, onCancel }: PickProjectProps) {
  const offered = useProjectChoices(dates)
  return <ProjectPicker {...offered} onPick={onPick} onCancel={onCancel} />
}

function Loading() {
  const { texts } = useTexts()
  return <p role="status">{texts.app.loading}</p>
}
