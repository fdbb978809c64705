import { useProjects } from '../api/projects-query.ts'

/** A project by its name, with code and client as details; by its code alone if the catalogue has no name. */
export function ProjectName({ code }: { code: string }) {
  const project = useProjects().get(code)
  if (!project) {
    return (
      <span dir="auto" className="row-code">
        {code}
      </span>
    )
  }
  return (
    <span className="project-name">
      <span dir="auto" className="row-code">
        {project.name}
      </span>
      <span className="project-details">
        <bdi>{code}</bdi>
        {project.client && (
          <>
            {' · '}
            <bdi>{project.client}</bdi>
          </>
        )}
      </span>
    </span>
  )
}
