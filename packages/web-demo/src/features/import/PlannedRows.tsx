import { useState } from 'react'
import type { PlannedRow } from 'timesheets-sdk/import/records'
import { FoundRows } from '../../components/FoundRows.tsx'
import { ListFilters } from '../../components/ListFilters.tsx'
import { ApplyBar } from './ApplyBar.tsx'
import { filterRows, type RowFilter, rowFilters } from './filter-rows.ts'
import { PlanTable } from './PlanTable.tsx'
import { useImportTexts } from './texts.ts'
import { useApply } from './use-apply.ts'

/** The rows of a file with their outcome, and the button that stores them. */
export function PlannedRows({ rows }: { rows: readonly PlannedRow[] }) {
  const texts = useImportTexts()
  const applying = useApply(rows)
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<RowFilter>('effective')
  const found = filterRows(rows, search, filter)
  return (
    <>
      <ApplyBar rows={rows} applying={applying} />
      <ListFilters
        texts={texts}
        filters={rowFilters}
        search={search}
        onSearch={setSearch}
        filter={filter}
        onFilter={setFilter}
        count={texts.count(found.length, rows.length)}
      />
      <FoundRows rows={found} none={rows.length === 0 ? texts.noRows : texts.none}>
        <PlanTable rows={found} results={applying.results} />
      </FoundRows>
    </>
  )
}
