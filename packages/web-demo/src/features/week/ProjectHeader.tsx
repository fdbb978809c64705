import { Icon } from '../../components/Icon.tsx'
import { ProjectName } from '../../components/ProjectName.tsx'
import { projectColor } from '../../components/project-color.ts'
import { useTexts } from '../../texts/index.ts'

interface ProjectHeaderProps {
  readonly project: string
  readonly isRemovable: boolean
  readonly onRemove: () => void
  readonly isFavourite: boolean
  readonly onFavourite: () => void
  readonly tabIndex: number
  readonly 'data-position': string
}

/**
 * The name of a row. Its star makes it a favourite, as F on the name does; its cross removes it, as Delete
 * does.
 */
export function ProjectHeader(props: ProjectHeaderProps) {
  const { project, isRemovable, onRemove, isFavourite, onFavourite, ...place } = props
  const { texts } = useTexts()
  return (
    <th scope="row" className="row-project" {...place}>
      <span className="row-name">
        <span className={`dot ${projectColor(project)}`} aria-hidden="true" />
        <ProjectName code={project} />
        <button
          type="button"
          tabIndex={-1}
          className={isFavourite ? 'row-button row-star is-favourite' : 'row-button row-star'}
          aria-pressed={isFavourite}
          aria-label={texts.week.favourite(project)}
          onClick={onFavourite}
        >
          <Icon name="star" />
        </button>
        {isRemovable && (
          <button
            type="button"
            tabIndex={-1}
            className="row-button row-remove"
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
