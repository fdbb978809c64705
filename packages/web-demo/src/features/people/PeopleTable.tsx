import type { Person } from 'timesheets-sdk/model'
import { Icon } from '../../components/Icon.tsx'
import { ColumnHeads, RowName, scrollRegion } from '../../components/table-parts.tsx'
import { WindowedRows } from '../../components/WindowedRows.tsx'
import { useFormats } from '../../texts/index.ts'
import { usePeopleTexts } from './texts.ts'

interface PeopleTableProps {
  readonly people: readonly Person[]
  readonly nameOf: (userId: string) => string
  readonly onEdit: (person: Person) => void
  readonly onAbsences: (person: Person) => void
}

export function PeopleTable({ people, nameOf, onEdit, onAbsences }: PeopleTableProps) {
  const texts = usePeopleTexts()
  const formats = useFormats()
  return (
    <div {...scrollRegion(texts.table)}>
      <table className="data-table" aria-rowcount={people.length + 1}>
        <ColumnHeads
          names={[texts.name, texts.kind, texts.manager, texts.hours, texts.active, <td key="absences" />]}
          numbers={[texts.hours]}
        />
        <WindowedRows rows={people} keyOf={({ userId }) => userId} columns={6}>
          {(person, place) => (
            <tr {...place}>
              <RowName
                name={person.name}
                details={person.email ?? person.userId}
                label={texts.edit(person.name)}
                onOpen={() => onEdit(person)}
              />
              <td>{texts.kinds[person.kind]}</td>
              <td>{person.managerId && <bdi>{nameOf(person.managerId)}</bdi>}</td>
              <td className="number">{person.expectedHoursPerWeek}</td>
              <td className="date">
                {person.activeTo === undefined
                  ? texts.since(formats.dateShort(person.activeFrom))
                  : formats.range(person.activeFrom, person.activeTo)}
              </td>
              <td>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={texts.absencesOf(person.name)}
                  title={texts.absencesOf(person.name)}
                  onClick={() => onAbsences(person)}
                >
                  <Icon name="calendar" />
                </button>
              </td>
            </tr>
          )}
        </WindowedRows>
      </table>
    </div>
  )
}
