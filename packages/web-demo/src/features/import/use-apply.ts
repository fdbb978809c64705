import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AcceptedRow, PlannedRow, Refusal } from 'timesheets-sdk/import/records'

export interface Applying {
  /** By line: what became of the rows so far. */
  readonly results: ReadonlyMap<number, 'stored' | Refusal>
  /** The rows that are left to store, those that the API rejected among them. */
  readonly left: readonly AcceptedRow[]
  readonly isRunning: boolean
  /** The failure that has ended it before its end. */
  readonly error: unknown
  apply(correct: boolean): void
}

/** Stores the rows of an import, one after the other. Rows that were stored are not stored again. */
export function useApply(rows: readonly PlannedRow[]): Applying {
  const queries = useQueryClient()
  const [results, setResults] = useState<Applying['results']>(new Map())
  const left = rows.filter(
    (row): row is AcceptedRow =>
      row.outcome !== 'rejected' && row.outcome !== 'unchanged' && results.get(row.line) !== 'stored',
  )
  const applying = useMutation({
    mutationFn: async (correct: boolean) => {
      for (const row of left) {
        const refusal = await row.store({ correct })
        setResults((before) => new Map(before).set(row.line, refusal ?? 'stored'))
      }
    },
    onSettled() {
      for (const queryKey of [['people'], ['projects'], ['weeks'], ['missing'], ['events']]) {
        void queries.invalidateQueries({ queryKey })
      }
    },
  })
  return {
    results,
    left,
    isRunning: applying.isPending,
    error: applying.error,
    apply: (correct) => {
      if (!applying.isPending) applying.mutate(correct)
    },
  }
}
