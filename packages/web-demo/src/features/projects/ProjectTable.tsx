import type { Project } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { useCaller } from '../../api/context.ts'
import { ColumnHeads, RowName, scrollRegion } from '../../components/table-parts.tsx'
import { useToday } from '../../components/use-browser.ts'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { useFormats } from '../../texts/index.ts'
import { Budget } from './Budget.tsx'
import { useProjectTexts } from './texts.ts'

interface ProjectTableProps {
  readonly projects: readonly Project[]
  /** The minutes that were logged on a project so far. `undefined`: not known. */
  readonly usedMinutes: ReadonlyMap<string, number> | undefined
  readonly onEdit: (project: Project) => void
}

export function ProjectTable({ projects, usedMinutes, onEdit }: ProjectTableProps) {
  const texts = useProjectTexts()
  const { may } = useCaller()
  const year = useToday().slice(0, 4)
  const facts = [texts.name, texts.client, texts.billable, texts.dates, texts.rates, texts.budget]
  const names = may('approve:timesheets') ? [...facts, texts.hours] : facts
  return (
    <div {...scrollRegion(texts.table)}>
      <table className="data-table" aria-rowcount={projects.length + 1}>
        <ColumnHeads names={names} />
        <WindowedRows rows={projects} keyOf={({ code }) => code} columns={names.length}>
          {(project, place) => (
            <tr {...place}>
              <RowName
                name={project.name}
                details={project.code}
                label={texts.edit(project.name)}
                onOpen={() => onEdit(project)}
              />
              <td>
                <bdi>{project.client}</bdi>
              </td>
              <td>{project.billable ? texts.yes : texts.no}</td>
              <td className="date">
                <Dates project={project} />
              </td>
              <td className="date">
                <Rates project={project} />
              </td>
              <td>
                {project.budgetHours !== undefined && (
                  <Budget
                    hours={project.budgetHours}
                    usedMinutes={usedMinutes && (usedMinutes.get(project.code) ?? 0)}
                  />
                )}
              </td>
              {may('approve:timesheets') && (
                <td>
                  <Link
                    aria-label={texts.hoursOf(project.name)}
                    href={`/reports?${new URLSearchParams({
                      from: `${year}-01-01`,
                      to: `${year}-12-31`,
                      by: 'person',
                      project: project.code,
                    })}`}
                  >
                    {texts.hours}
                  </Link>
                </td>
              )}
            </tr>
          )}
        </WindowedRows>
      </table>
    </div>
  )
}

function Dates({ project: { activeFrom, activeTo } }: { project: Project }) {
  const texts = useProjectTexts()
  const formats = useFormats()
  if (activeFrom !== undefined && activeTo !== undefined) return formats.range(activeFrom, activeTo)
  if (activeFrom !== undefined) return texts.since(formats.dateShort(activeFrom))
  return activeTo === undefined ? texts.always : texts.until(formats.dateShort(activeTo))
}

function Rates({ project: { rates } }: { project: Project }) {
  const texts = useProjectTexts()
  const formats = useFormats()
  if (!rates) return null
  return (['employee', 'contractor'] as const).map((kind) => {
    const rate = rates[kind]
    return (
      rate !== undefined && (
        <span key={kind} className="cell-more">
          {texts[kind]}: {formats.money(rate, rates.currency)}
        </span>
      )
    )
  })
}
