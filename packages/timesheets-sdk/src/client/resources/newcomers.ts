import type { NewcomerPage } from '../../contract/people.ts'
import type { Newcomer } from '../../model/person.ts'
import type { NounContext } from '../core.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import type { CallOptions } from '../request/call-options.ts'

/** People who signed in and are not in the roster. Every method fails with {@link TimesheetsError}. */
export interface Newcomers {
  /** Newcomers by `userId`. A person in the roster is not a newcomer any more. */
  list(options?: PagedOptions): Paged<Newcomer, NewcomerPage>
  /** Forgets a newcomer who does not belong into the roster. */
  delete(userId: string, options?: CallOptions): Promise<void>
}

export function newcomers({ caller }: NounContext): Newcomers {
  return {
    list: (options = {}) =>
      paged(async (place) => {
        return (await caller.call('listNewcomers', { query: place }, options)).value
      }, options),
    async delete(userId, options) {
      await caller.call('deleteNewcomer', { parameters: { userId } }, options)
    },
  }
}
