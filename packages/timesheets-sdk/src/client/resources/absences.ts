import type { AbsenceFilters, AbsencePage } from '../../contract/absences.ts'
import type { Absence, NewAbsence } from '../../model/absence.ts'
import type { NounContext } from '../core.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import { type CorrectionOptions, correctionQuery, type Put, type PutOptions } from './people.ts'

export type AbsenceListFilters = Omit<AbsenceFilters, 'everyone'> & {
  /** The absences of everybody whom the caller may see. */
  readonly everyone?: boolean | undefined
}

/** When people are away. Every method fails with {@link TimesheetsError}. */
export interface Absences {
  /**
   * Absences by first day, then person: the caller's own, those of `userId`, or with `everyone` those of all.
   */
  list(filters?: AbsenceListFilters, options?: PagedOptions): Paged<Absence, AbsencePage>
  /**
   * Records the absence of a person that begins on `from`, or replaces it; the same content again changes
   * nothing. Fails with `absence_overlaps` where another one is in the way.
   */
  put(userId: string, from: string, absence: NewAbsence, options?: PutOptions): Promise<Put<Absence>>
  /** Removes the absence that begins on `from`. */
  delete(userId: string, from: string, options?: CorrectionOptions): Promise<void>
}

export function absences({ caller }: NounContext): Absences {
  return {
    list({ everyone, ...filters } = {}, options = {}) {
      const query = { ...filters, ...(everyone ? { everyone: 'true' } : {}) }
      return paged(async (place) => {
        return (await caller.call('listAbsences', { query: { ...query, ...place } }, options)).value
      }, options)
    },
    async put(userId, from, absence, { correct, ifNoneMatch, ...options } = {}) {
      const query = correctionQuery(correct)
      const call = { parameters: { userId, from }, query, body: JSON.stringify(absence), ifNoneMatch }
      const { status, value } = await caller.call('putAbsence', call, options)
      return { ...value, created: status === 201 }
    },
    async delete(userId, from, { correct, ...options } = {}) {
      const query = correctionQuery(correct)
      await caller.call('deleteAbsence', { parameters: { userId, from }, query }, options)
    },
  }
}
