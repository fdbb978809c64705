import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Project } from 'timesheets-sdk/model'
import { useClient } from '../../api/context.ts'
import { projectsQuery } from '../../api/projects-query.ts'
import { Icon } from '../../components/Icon.tsx'
import { Failure, Skeleton } from '../../components/PageState.tsx'
import { useTitle, useToday } from '../../components/use-browser.ts'
import { ProjectDialog } from './ProjectDialog.tsx'
import { ProjectTable } from './ProjectTable.tsx'
import { filterProjects, type ProjectFilter, projectFilters } from './project-form.ts'
import { useProjectTexts } from './texts.ts'
import '../../styles/tables.css'
import '../../styles/forms.css'

const rowsAtOnce = 100

/** The catalogue of projects: clients, dates and rates, for administrators. */
export function ProjectsPage() {
  const texts = useProjectTexts()
  useTitle(texts.documentTitle)
  const today = useToday()
  const query = useQuery(projectsQuery(useClient()))
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<ProjectFilter>('active')
  const [limit, setLimit] = useState(rowsAtOnce)
  const [edited, setEdited] = useState<Project | 'new'>()
  const [said, setSaid] = useState('')
  const projects = query.data
  const found = useMemo(
    () => projects && filterProjects(projects, search, filter, today),
    [projects, search, filter, today],
  )
  return (
    <>
      <div className="page-top">
        <h1>{texts.title}</h1>
        <button type="button" className="primary" onClick={() => setEdited('new')}>
          <Icon name="plus" />
          {texts.add}
        </button>
      </div>
      <p role="status" className="page-said">
        {said}
      </p>
      <search className="filters">
        <label className="field field-wide">
          {texts.search}
          <input type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
        </label>
        <label className="field">
          {texts.show}
          <select
            value={filter}
            onChange={({ target }) => setFilter(projectFilters.find((one) => one === target.value) ?? 'all')}
          >
            {projectFilters.map((one) => (
              <option key={one} value={one}>
                {texts.filters[one]}
              </option>
            ))}
          </select>
        </label>
        {projects && found && <p role="status">{texts.count(found.length, projects.length)}</p>}
      </search>
      {query.isError && !projects && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton />}
      {projects && found && (
        <div className="card table-card">
          {found.length === 0 ? (
            <p className="table-none">{projects.length === 0 ? texts.empty : texts.none}</p>
          ) : (
            <ProjectTable projects={found.slice(0, limit)} onEdit={setEdited} />
          )}
          {found.length > limit && (
            <div className="table-foot">
              <button type="button" onClick={() => setLimit(limit + rowsAtOnce)}>
                {texts.more(Math.min(rowsAtOnce, found.length - limit))}
              </button>
            </div>
          )}
        </div>
      )}
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
