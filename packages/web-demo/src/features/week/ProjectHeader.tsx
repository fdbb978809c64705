import { Icon } from '../../components/Icon.tsx'
import { ProjectName } from '../../components/ProjectName.tsx'
import { projectColor } from '../../components/project-color.ts'
import { useTexts } from '../../texts/index.ts'

interface ProjectHeaderProps {
  readonly project: string
  readonly isRemovable: boolean
  readonly onRemove: () => void
  readonly tabIndex: number
  readonly 'data-position': string
}

/** The name of a row, and its removal: by the button, or by Delete on the name. */
export function ProjectHeader({ project, isRemovable, onRemove, ...place }: ProjectHeaderProps) {
  const { texts } = useTexts()
  return (
    <th scope="row" className="row-project" {...place}>
      <span className="row-name">
        <span className={`dot ${projectColor(project)}`} aria-hidden="true" />
        <ProjectName code={project} />
        {isRemovable && (
          <button
            type="button"
            tabIndex={-1}
            className="row-remove"
            aria-label={texts.week.removeRow(project)}
            onClick={onRemove}
          >
            <Icon name="close" />
          </button>
        )}
      </span>
    </th>
  )
}
