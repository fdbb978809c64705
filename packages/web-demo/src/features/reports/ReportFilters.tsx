import { useMemo } from 'react'
import { weekStatuses } from 'timesheets-sdk/model'
import { ChoiceField } from '../../components/choice-field/ChoiceField.tsx'
import { usePersonChoices, useProjectOptions } from '../../components/choice-field/use-choices.ts'
import { periodNameOf, periodNames, periodOf } from '../../components/periods.ts'
import { useToday } from '../../components/use-browser.ts'
import { useTexts } from '../../texts/index.ts'
import { type ReportView, reportGroups } from './report-view.ts'
import { useReportTexts } from './texts.ts'

interface ReportFiltersProps {
  readonly view: ReportView
  readonly seesOthers: boolean
  readonly onChange: (view: ReportView) => void
}

/** The choices of a report. Each takes effect at once. */
export function ReportFilters({ view, seesOthers, onChange }: ReportFiltersProps) {
  const { texts: all } = useTexts()
  const texts = useReportTexts()
  const today = useToday()
  const people = usePersonChoices()
  const everyone = useMemo(() => [{ value: 'me', name: texts.me }, ...people], [people, texts])
  const projects = useProjectOptions()
  const change = (part: Partial<ReportView>) => onChange({ ...view, ...part })
  const named = periodNameOf(view, today)
  return (
    <search className="filters" aria-label={texts.filters}>
      <label className="field">
        {texts.period}
        <select
          value={named ?? ''}
          onChange={({ target }) => {
            const name = periodNames.find((one) => one === target.value)
            if (name) change(periodOf(name, today))
          }}
        >
          {periodNames.map((name) => (
            <option key={name} value={name}>
              {texts.periods[name]}
            </option>
          ))}
          {named === undefined && <option value="">{texts.otherPeriod}</option>}
        </select>
      </label>
      {(['from', 'to'] as const).map((name) => (
        <label key={name} className="field">
          {texts[name]}
          <input
            type="date"
            required
            value={view[name]}
            onChange={({ target }) => target.value !== '' && change({ [name]: target.value })}
          />
        </label>
      ))}
      <label className="field">
        {texts.by}
        <select
          value={view.by}
          onChange={({ target }) => {
            const by = reportGroups.find((group) => group === target.value)
            if (by) change({ by })
          }}
        >
          {reportGroups
            .filter((group) => seesOthers || (group !== 'person' && group !== 'kind'))
            .map((group) => (
              <option key={group} value={group}>
                {texts.groups[group]}
              </option>
            ))}
        </select>
      </label>
      {seesOthers && (
        <ChoiceField
          label={texts.person}
          value={view.userId ?? ''}
          choices={everyone}
          none={texts.everyone}
          onChange={(userId) => change({ userId: userId || undefined })}
        />
      )}
      <ChoiceField
        label={texts.project}
        value={view.project ?? ''}
        choices={projects}
        none={texts.allProjects}
        takesOthers
        onChange={(project) => change({ project: project || undefined })}
      />
      <label className="field">
        {texts.status}
        <select
          value={view.status}
          onChange={({ target }) =>
            change({ status: weekStatuses.find((status) => status === target.value) ?? 'any' })
          }
        >
          <option value="any">{texts.anyStatus}</option>
          {weekStatuses.map((status) => (
            <option key={status} value={status}>
              {all.week.status[status]}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}
