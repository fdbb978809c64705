import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { FoundRows } from './FoundRows.tsx'
import { Failure, Skeleton } from './PageState.tsx'
import { useAddressPart } from './use-address-part.ts'

interface FilteredRowsProps<Row, Filter extends string> {
  readonly texts: {
    readonly search: string
    readonly show: string
    readonly filters: Readonly<Record<Filter, string>>
    readonly count: (found: number, all: number) => string
    readonly none: string
    /** For a list without any rows. Default: as where none are found. */
    readonly empty?: string
  }
  /** The first one is chosen at the start. */
  readonly filters: readonly [Filter, ...Filter[]]
  /** `undefined` until they are loaded. */
  readonly rows: readonly Row[] | undefined
  readonly find: (rows: readonly Row[], search: string, filter: Filter) => readonly Row[]
  /** The query that has failed to load the rows. */
  readonly failed?: { readonly error: unknown; refetch(): unknown } | undefined
  readonly children: (found: readonly Row[]) => ReactNode
}

/** A list with a search, a choice of its rows, both in the address, and how many were found. */
export function FilteredRows<Row, Filter extends string>(props: FilteredRowsProps<Row, Filter>) {
  const { texts, filters, rows, find, failed, children } = props
  const [search, setSearch] = useAddressPart('search')
  const [shown, setShown] = useAddressPart('show')
  const filter = filters.find((one) => one === shown) ?? filters[0]
  // The field shows each key at once; the list, which may have thousands of rows, follows.
  const followed = useDeferredValue(search)
  const found = useMemo(() => rows && find(rows, followed, filter), [rows, find, followed, filter])
  return (
    <>
      <search className="filters">
        <label className="field field-wide">
          {texts.search}
          <input type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
        </label>
        <label className="field">
          {texts.show}
          <select value={filter} onChange={({ target }) => setShown(target.value)}>
            {filters.map((one) => (
              <option key={one} value={one}>
                {texts.filters[one]}
              </option>
            ))}
          </select>
        </label>
        {rows && found && <p role="status">{texts.count(found.length, rows.length)}</p>}
      </search>
      {failed && !rows && <Failure error={failed.error} onRetry={() => void failed.refetch()} />}
      {!rows && !failed && <Skeleton />}
      {rows && found && (
        <FoundRows rows={found} none={rows.length === 0 ? (texts.empty ?? texts.none) : texts.none}>
          {children(found)}
        </FoundRows>
      )}
    </>
  )
}
