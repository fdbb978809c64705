import { weekStatuses } from 'timesheets-sdk/model'
import { ChoiceField } from '../../components/choice-field/ChoiceField.tsx'
import { useProjectOptions } from '../../components/choice-field/use-choices.ts'
import { periodNameOf, periodNames, periodOf } from '../../components/periods.ts'
import { useToday } from '../../components/use-browser.ts'
import { useTexts } from '../../texts/index.ts'
import { useEntriesTexts } from './texts.ts'
import type { EntriesView } from './view.ts'

interface EntryFiltersFormProps {
  readonly view: EntriesView
  readonly onChange: (view: EntriesView) => void
}

/** The filters of the list. Each takes effect as soon as it is a value. */
export function EntryFiltersForm({ view, onChange }: EntryFiltersFormProps) {
  const { texts } = useTexts()
  const own = useEntriesTexts()
  const projects = useProjectOptions()
  const change = (part: Readonly<Record<string, string | undefined>>) =>
    onChange({ ...view, ...part } as EntriesView)
  const hasAny = Object.values(view).some((value) => value !== undefined)
  return (
    <>
      <QuickPeriods view={view} onChange={onChange} />
      <form className="filters" aria-label={own.filters} onSubmit={(event) => event.preventDefault()}>
        <label className="field">
          {own.from}
          <input
            type="date"
            value={view.from ?? ''}
            onChange={(event) => change({ from: event.target.value })}
          />
        </label>
        <label className="field">
          {own.to}
          <input type="date" value={view.to ?? ''} onChange={(event) => change({ to: event.target.value })} />
        </label>
        <ChoiceField
          label={own.project}
          value={view.project ?? ''}
          choices={projects}
          none={own.allProjects}
          takesOthers
          onChange={(project) => change({ project })}
        />
        <label className="field">
          {own.status}
          <select value={view.status ?? ''} onChange={(event) => change({ status: event.target.value })}>
            <option value="">{own.anyStatus}</option>
            {weekStatuses.map((status) => (
              <option key={status} value={status}>
                {texts.week.status[status]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {own.text}
          <input
            type="search"
            value={view.text ?? ''}
            onChange={({ target }) => change({ text: target.value })}
          />
        </label>
        {hasAny && (
          <button type="button" className="quiet" onClick={() => onChange({})}>
            {own.reset}
          </button>
        )}
        {view.text !== undefined && <p className="form-help">{own.textHelp}</p>}
      </form>
    </>
  )
}

const quickPeriods = periodNames.filter((name) => name !== 'thisYear')

/** The periods that people look at most, each a click. */
function QuickPeriods({ view, onChange }: EntryFiltersFormProps) {
  const texts = useEntriesTexts()
  const today = useToday()
  const named = periodNameOf(view, today)
  return (
    <fieldset className="filters quick-periods" aria-label={texts.period}>
      {quickPeriods.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === named}
          onClick={() =>
            onChange({ ...view, ...(name === named ? { from: '', to: '' } : periodOf(name, today)) })
          }
        >
          {texts.periods[name]}
        </button>
      ))}
    </fieldset>
  )
}
