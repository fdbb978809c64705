interface ListFiltersProps<Filter extends string> {
  readonly texts: {
    readonly search: string
    readonly show: string
    readonly filters: Readonly<Record<Filter, string>>
  }
  readonly filters: readonly Filter[]
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  /** How many rows were found, once they are known. */
  readonly count: string | undefined
}

/** Above a list: search its rows, choose some, and how many were found. */
export function ListFilters<Filter extends string>(props: ListFiltersProps<Filter>) {
  const { texts, filters, search, filter, count } = props
  return (
    <search className="filters">
      <label className="field field-wide">
        {texts.search}
        <input type="search" value={search} onChange={({ target }) => props.onSearch(target.value)} />
      </label>
      <label className="field">
        {texts.show}
        <select
          value={filter}
          onChange={({ target }) => props.onFilter(filters.find((one) => one === target.value) ?? filter)}
        >
          {filters.map((one) => (
            <option key={one} value={one}>
              {texts.filters[one]}
            </option>
          ))}
        </select>
      </label>
      {count !== undefined && <p role="status">{count}</p>}
    </search>
  )
}
