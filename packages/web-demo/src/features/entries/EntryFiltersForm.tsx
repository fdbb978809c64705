import type { EntryFilters } from 'timesheets-sdk/contract'
import { weekStatuses } from 'timesheets-sdk/model'
import { useTexts } from '../../texts/index.ts'

interface EntryFiltersFormProps {
  readonly filters: EntryFilters
  readonly onChange: (filters: EntryFilters) => void
}

/** The filters of the list. Each takes effect as soon as it is a value. */
export function EntryFiltersForm({ filters, onChange }: EntryFiltersFormProps) {
  const { texts } = useTexts()
  const change = (part: Readonly<Record<string, string | undefined>>) =>
    onChange({ ...filters, ...part } as EntryFilters)
  const hasAny = Object.values(filters).some((value) => value !== undefined)
  return (
    <form
      className="filters"
      aria-label={texts.entries.filters}
      onSubmit={(event) => {
        event.preventDefault()
        const project = new FormData(event.currentTarget).get('project')
        change({ project: typeof project === 'string' ? project.trim() : undefined })
      }}
    >
      <label className="field">
        {texts.entries.from}
        <input
          type="date"
          value={filters.from ?? ''}
          onChange={(event) => change({ from: event.target.value })}
        />
      </label>
      <label className="field">
        {texts.entries.to}
        <input
          type="date"
          value={filters.to ?? ''}
          onChange={(event) => change({ to: event.target.value })}
        />
      </label>
      <label className="field">
        {texts.entries.project}
        <input
          key={filters.project ?? ''}
          name="project"
          defaultValue={filters.project ?? ''}
          autoComplete="off"
          onBlur={(event) => change({ project: event.target.value.trim() })}
        />
      </label>
      <label className="field">
        {texts.entries.status}
        <select value={filters.status ?? ''} onChange={(event) => change({ status: event.target.value })}>
          <option value="">{texts.entries.anyStatus}</option>
          {weekStatuses.map((status) => (
            <option key={status} value={status}>
              {texts.week.status[status]}
            </option>
          ))}
        </select>
      </label>
      {hasAny && (
        <button type="button" className="quiet" onClick={() => onChange({})}>
          {texts.entries.reset}
        </button>
      )}
    </form>
  )
}
