import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { Person } from 'timesheets-sdk/model'
import { Link } from 'wouter'
import { useClient } from '../../api/context.ts'
import { peopleQuery } from '../../api/names.ts'
import { byName } from '../../components/by-name.ts'
import { FilteredRows } from '../../components/FilteredRows.tsx'
import { Icon } from '../../components/Icon.tsx'
import { useTitle, useToday } from '../../components/use-browser.ts'
import { AbsencesDialog } from './AbsencesDialog.tsx'
import { filterPeople, type PeopleFilter, peopleFilters } from './filter-people.ts'
import { Newcomers } from './Newcomers.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { usePeopleTexts } from './texts.ts'
import '../../styles/tables.css'
import '../../styles/forms.css'

/** The roster: everyone's kind, manager, hours and dates, for administrators. */
export function PeoplePage() {
  const texts = usePeopleTexts()
  useTitle(texts.documentTitle)
  const today = useToday()
  const query = useQuery(peopleQuery(useClient()))
  /** A person to edit; one without `updatedAt` is new. */
  const [edited, setEdited] = useState<Partial<Person>>()
  const [absent, setAbsent] = useState<Person>()
  const [said, setSaid] = useState('')
  const people = query.data
  const rows = useMemo(() => people && [...people.values()].sort(byName), [people])
  const find = useCallback(
    (all: readonly Person[], search: string, filter: PeopleFilter) =>
      filterPeople(all, search, filter, today),
    [today],
  )
  return (
    <>
      <div className="page-top">
        <h1>{texts.title}</h1>
        <div className="page-actions">
          <Link className="button" href="/people/import">
            {texts.import}
          </Link>
          <button type="button" className="primary" onClick={() => setEdited({})}>
            <Icon name="plus" />
            {texts.add}
          </button>
        </div>
      </div>
      <p role="status" className="page-said">
        {said}
      </p>
      <Newcomers onTake={({ userId, email }) => setEdited({ userId, ...(email !== null && { email }) })} />
      <FilteredRows
        texts={texts}
        filters={peopleFilters}
        rows={rows}
        find={find}
        failed={query.isError ? query : undefined}
      >
        {(shown) => (
          <PeopleTable
            people={shown}
            nameOf={(userId) => people?.get(userId)?.name ?? userId}
            onEdit={setEdited}
            onAbsences={setAbsent}
          />
        )}
      </FilteredRows>
      {edited && (
        <PersonDialog
          person={edited}
          onClose={() => setEdited(undefined)}
          onSaved={(name) => {
            setEdited(undefined)
            setSaid(texts.saved(name))
          }}
        />
      )}
      {absent && <AbsencesDialog person={absent} onClose={() => setAbsent(undefined)} />}
    </>
  )
}
