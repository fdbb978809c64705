import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TimesheetsError } from 'timesheets-sdk/client'
import { isSameContent, type Policy, type PolicyPatch } from 'timesheets-sdk/model'
import { recordEtagOf } from 'timesheets-sdk/rules'
import type { ApiClient } from '../../api/client.ts'
import { useClient } from '../../api/context.ts'
import { policyQuery } from '../../api/queries.ts'

/** A change of the policy: what it patches, by the policy that it is made on. */
export type ChangePolicy = (policy: Policy) => PolicyPatch

/** Somebody else changed the policy after it was read. */
export class PolicyConflict extends Error {
  override readonly name = 'PolicyConflict'
  /** The policy now. */
  readonly theirs: Policy
  readonly change: ChangePolicy

  constructor(theirs: Policy, change: ChangePolicy) {
    super('the policy was changed meanwhile')
    this.theirs = theirs
    this.change = change
  }
}

/**
 * Stores a change of a policy, unless that is another one by now.
 * @throws {PolicyConflict} if it is
 */
export async function storePolicy(
  client: Pick<ApiClient, 'policy'>,
  change: ChangePolicy,
  policy: Policy,
): Promise<Policy> {
  const patch = change(policy)
  try {
    return await client.policy.update(patch, { ifMatch: recordEtagOf(policy) })
  } catch (error) {
    if (!(error instanceof TimesheetsError && error.code === 'precondition_failed')) throw error
    const theirs = await client.policy.get()
    // It was this change, whose response was lost.
    if (isSameContent({ ...theirs, ...patch }, theirs)) return theirs
    throw new PolicyConflict(theirs, change)
  }
}

/** A change of the policy under way, and its conflict with another one. */
export interface PolicyChange {
  readonly isSaving: boolean
  readonly conflict: PolicyConflict | undefined
  /** Why it was not stored, apart from a conflict. */
  readonly error: unknown
  save(change: ChangePolicy): void
  /** Stores the change on top of the other one. */
  keepMine(): void
  /** Drops the change. */
  takeTheirs(): void
}

/**
 * @param policy the policy that the person sees
 * @param onDone called when the change is stored, or dropped
 */
export function usePolicyChange(policy: Policy, onDone: (isSaved: boolean) => void): PolicyChange {
  const client = useClient()
  const queries = useQueryClient()
  const show = (stored: Policy) => queries.setQueryData(policyQuery(client).queryKey, stored)
  const saving = useMutation({
    mutationFn: (on: { readonly policy: Policy; readonly change: ChangePolicy }) =>
      storePolicy(client, on.change, on.policy),
    onSuccess: (stored) => {
      show(stored)
      onDone(true)
    },
  })
  const conflict = saving.error instanceof PolicyConflict ? saving.error : undefined
  return {
    isSaving: saving.isPending,
    conflict,
    error: conflict ? undefined : saving.error,
    save: (change) => saving.mutate({ policy, change }),
    keepMine() {
      if (conflict) saving.mutate({ policy: conflict.theirs, change: conflict.change })
    },
    takeTheirs() {
      if (conflict) show(conflict.theirs)
      saving.reset()
      onDone(false)
    },
  }
}
