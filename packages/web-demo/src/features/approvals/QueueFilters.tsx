import { type QueueView, weekFilters, weekOrders } from './arrange-weeks.ts'
import { useApprovalTexts } from './texts.ts'

interface QueueFiltersProps {
  readonly view: QueueView
  readonly shown: number
  readonly all: number
  readonly onChange: (view: QueueView) => void
}

/** Search, filter and order of the queue, and the number of weeks that are left. */
export function QueueFilters({ view, shown, all, onChange }: QueueFiltersProps) {
  const { queue } = useApprovalTexts()
  return (
    <search className="filters queue-filters">
      <label className="field">
        {queue.search}
        <input
          type="search"
          value={view.search}
          onChange={(event) => onChange({ ...view, search: event.target.value })}
        />
      </label>
      <label className="field">
        {queue.show}
        <select
          value={view.filter}
          onChange={(event) => onChange({ ...view, filter: event.target.value as QueueView['filter'] })}
        >
          {weekFilters.map((filter) => (
            <option key={filter} value={filter}>
              {queue.filters[filter]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {queue.order}
        <select
          value={view.order}
          onChange={(event) => onChange({ ...view, order: event.target.value as QueueView['order'] })}
        >
          {weekOrders.map((order) => (
            <option key={order} value={order}>
              {queue.orders[order]}
            </option>
          ))}
        </select>
      </label>
      <p role="status">{queue.count(shown, all)}</p>
    </search>
  )
}
