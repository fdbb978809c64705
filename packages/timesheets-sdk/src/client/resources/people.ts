import type { PeopleFilters, PersonPage } from '../../contract/people.ts'
import type { NewPerson, Person } from '../../model/person.ts'
import type { NounContext } from '../core.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import type { CallOptions } from '../request/call-options.ts'

/** The stored person, and whether it is new. */
export type Put<Item> = Item & { readonly created: boolean }

/** The people of the roster. Every method fails with {@link TimesheetsError}. */
export interface People {
  /** People by `userId`: all for who keeps the roster, an approver's own people for approvers. */
  list(filters?: PeopleFilters, options?: PagedOptions): Paged<Person, PersonPage>
  /** A person; `me` is the caller. */
  get(userId: string, options?: CallOptions): Promise<Person>
  /** Adds a person, or replaces what the roster says of them; the same content again changes nothing. */
  put(userId: string, person: NewPerson, options?: CallOptions): Promise<Put<Person>>
  /** Takes a person and their absences off the roster. Who leaves gets an `activeTo` instead. */
  delete(userId: string, options?: CallOptions): Promise<void>
}

export function people({ caller }: NounContext): People {
  return {
    list: (filters = {}, options = {}) =>
      paged(async (place) => {
        return (await caller.call('listPeople', { query: { ...filters, ...place } }, options)).value
      }, options),
    async get(userId, options) {
      return (await caller.call('getPerson', { parameters: { userId } }, options)).value
    },
    async put(userId, person, options) {
      const call = { parameters: { userId }, body: JSON.stringify(person) }
      const { status, value } = await caller.call('putPerson', call, options)
      return { ...value, created: status === 201 }
    },
    async delete(userId, options) {
      await caller.call('deletePerson', { parameters: { userId } }, options)
    },
  }
}
