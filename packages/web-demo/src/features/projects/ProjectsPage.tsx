import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Project } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { useClient } from '../../api/context.ts'
import { projectsQuery } from '../../api/projects-query.ts'
import { FilteredRows } from '../../components/FilteredRows.tsx'
import { Icon } from '../../components/Icon.tsx'
import { useTitle, useToday } from '../../components/use-browser.ts'
import { ProjectDialog } from './ProjectDialog.tsx'
import { ProjectTable } from './ProjectTable.tsx'
import { filterProjects, type ProjectFilter, projectFilters } from './project-form.ts'
import { usedMinutesQuery } from './queries.ts'
import { useProjectTexts } from './texts.ts'
import '../../styles/tables.css'
import '../../styles/forms.css'
import './projects.css'

/** The catalogue of projects: clients, dates and rates, for administrators. */
export function ProjectsPage() {
  const texts = useProjectTexts()
  useTitle(texts.documentTitle)
  const today = useToday()
  const client = useClient()
  const query = useQuery(projectsQuery(client))
  const [edited, setEdited] = useState<Project | 'new'>()
  const [said, setSaid] = useState('')
  const projects = query.data
  const hasBudgets = projects?.some(({ budgetHours }) => budgetHours !== undefined) ?? false
  const used = useQuery({ ...usedMinutesQuery(client), enabled: hasBudgets })
  const find = useCallback(
    (all: readonly Project[], search: string, filter: ProjectFilter) =>
      filterProjects(all, search, filter, today),
    [today],
  )
  return (
    <>
      <div className="page-top">
        <h1>{texts.title}</h1>
        <div className="page-actions">
          <Link className="button" href="/projects/import">
            {texts.import}
          </Link>
          <button type="button" className="primary" onClick={() => setEdited('new')}>
            <Icon name="plus" />
            {texts.add}
          </button>
        </div>
      </div>
      <p role="status" className="page-said">
        {said}
      </p>
      <FilteredRows
        texts={texts}
        filters={projectFilters}
        rows={projects}
        find={find}
        failed={query.isError ? query : undefined}
      >
        {(shown) => <ProjectTable projects={shown} usedMinutes={used.data} onEdit={setEdited} />}
      </FilteredRows>
      {edited && (
        <ProjectDialog
          project={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onDone={(words) => {
            setEdited(undefined)
            setSaid(words)
          }}
        />
      )}
    </>
  )
}
