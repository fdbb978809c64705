import type { PlannedRow } from 'timesheets-sdk/import/records'
import { FilteredRows } from '../../components/FilteredRows.tsx'
import { ApplyBar } from './ApplyBar.tsx'
import { filterRows, rowFilters } from './filter-rows.ts'
import { PlanTable } from './PlanTable.tsx'
import { useImportTexts } from './texts.ts'
import { useApply } from './use-apply.ts'

/** The rows of a file with their outcome, and the button that stores them. */
export function PlannedRows({ rows }: { rows: readonly PlannedRow[] }) {
  const texts = useImportTexts()
  const applying = useApply(rows)
  return (
    <>
      <ApplyBar rows={rows} applying={applying} />
      <FilteredRows texts={texts} filters={rowFilters} rows={rows} find={filterRows}>
        {(shown) => <PlanTable rows={shown} results={applying.results} />}
      </FilteredRows>
    </>
  )
}
