import type { PeopleFilters, PersonPage } from '../../contract/people.ts'
import type { Project } from '../../model/catalogue.ts'
import type { NewPerson, Person } from '../../model/person.ts'
import type { NounContext } from '../core.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import type { CallOptions } from '../request/call-options.ts'

/** The stored person, and whether it is new. */
export type Put<Item> = Item & { readonly created: boolean }

export interface CorrectionOptions extends CallOptions {
  /** Also if approved weeks or a closed period change. The event then names these weeks. */
  readonly correct?: boolean
}

/**
 * Makes a change conditional on the record as it was read, or on an entity tag as `If-Match` (RFC 9110
 * section 13.1.1). If the record has changed since, the call fails with `precondition_failed`. Without
 * either, the last change wins.
 */
export interface BasedOn<Item> {
  readonly basedOn?: Item | undefined
  readonly ifMatch?: string | undefined
}

export interface PutOptions extends CorrectionOptions {
  /**
   * `*`: only adds. If there is such a record already, the call fails with `precondition_failed` (RFC 9110
   * section 13.1.2). It is sent once: if its response is lost, a second try could not tell whose record it
   * is.
   */
  readonly ifNoneMatch?: '*' | undefined
}

/** The people of the roster. Every method fails with {@link TimesheetsError}. */
export interface People {
  /** People by `userId`: all for who keeps the roster, an approver's own people for approvers. */
  list(filters?: PeopleFilters, options?: PagedOptions): Paged<Person, PersonPage>
  /** A person; `me` is the caller. */
  get(userId: string, options?: CallOptions): Promise<Person>
  /**
   * Adds a person, or replaces their record; the same content again changes nothing. Kind, manager, hours and
   * time zone count from `from` on, by default from today. Fails with `week_locked` or `period_locked` if
   * that changes approved or closed weeks.
   */
  put(userId: string, person: NewPerson, options?: PutOptions & BasedOn<Person>): Promise<Put<Person>>
  /**
   * Removes a person who was added by mistake, and their absences. A person who leaves gets an `activeTo`
   * instead; one with hours cannot be removed (`person_has_hours`).
   */
  delete(userId: string, options?: CallOptions & BasedOn<Person>): Promise<void>
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
    async put(userId, person, { correct, ifNoneMatch, ...options } = {}) {
      const query = correctionQuery(correct)
      const body = JSON.stringify(person)
      const call = { parameters: { userId }, query, body, ifMatch: await ifMatchOf(options), ifNoneMatch }
      const { status, value } = await caller.call('putPerson', call, options)
      return { ...value, created: status === 201 }
    },
    async delete(userId, options = {}) {
      await caller.call(
        'deletePerson',
        { parameters: { userId }, ifMatch: await ifMatchOf(options) },
        options,
      )
    },
  }
}

export async function ifMatchOf({
  basedOn,
  ifMatch,
}: BasedOn<Person | Project>): Promise<string | undefined> {
  if (ifMatch !== undefined || basedOn === undefined) return ifMatch
  // Loaded on demand: most pages change neither people nor projects.
  const { recordEtagOf } = await import('../../rules/record-etag.ts')
  return recordEtagOf(basedOn)
}

export function correctionQuery(correct: boolean | undefined) {
  return { correct: correct ? 'true' : undefined }
}
