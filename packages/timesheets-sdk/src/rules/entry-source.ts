import type { Policy, PolicySource } from '../model/policy.ts'
import type { Violation } from '../model/violation.ts'
import type { Caller } from './access.ts'

/** The source of pushed entries: the namespace of their external ids. */
export interface EntrySource {
  readonly name: string
  /** Whether its external ids are unique among the entries of a person, or among all entries. */
  readonly isPerPerson: boolean
  /** Whether it may have entries from a time when its external ids were unique overall. */
  readonly wasOverall: boolean
}

/**
 * The source of a push: the named one, or the client's own. A client may always use its own id. The policy
 * lists the clients that may use another source. Returns a violation if the caller may not use it.
 *
 * Only machine clients may use a source with ids that are unique overall: a person could otherwise find out
 * which ids other people's entries have, or take such an id.
 */
export function sourceOf(
  caller: Caller,
  named: string | undefined,
  { sources }: Pick<Policy, 'sources'>,
): EntrySource | Violation {
  const name = named ?? caller.clientId
  const declared = sources.find((source) => source.name === name)
  const isPerPerson = declared?.externalIds === 'per_person'
  if (name === caller.clientId) {
    return {
      name,
      isPerPerson: isPerPerson || !caller.isMachine,
      wasOverall: isPerPerson && caller.isMachine,
    }
  }
  if (!declared?.clients.includes(caller.clientId)) {
    return refusal(
      `client ${caller.clientId} may not use source ${name}: ask an administrator to allow it in the policy`,
    )
  }
  if (!caller.isMachine && declared.externalIds === 'overall') {
    return refusal(
      `the ids of source ${name} are unique overall, so only machine clients may use it: ask an administrator to make them unique per person`,
    )
  }
  return { name, isPerPerson, wasOverall: isPerPerson }
}

/** Whether {@link sourceOf} depends on the policy. If not, a person uses the id of their client. */
export function dependsOnPolicy(caller: Caller, named: string | undefined): boolean {
  return caller.isMachine || (named !== undefined && named !== caller.clientId)
}

/**
 * The sources whose ids a changed policy makes unique overall. They must not have entries with ids per
 * person: a push would no longer find these, and store them a second time.
 */
export function sourcesMadeOverall(
  before: readonly PolicySource[],
  after: readonly PolicySource[],
): readonly string[] {
  const isOverall = (source: PolicySource) => source.externalIds === 'overall'
  const former = new Set(before.filter(isOverall).map(({ name }) => name))
  const removed = before.filter(
    (source) => !isOverall(source) && !after.some(({ name }) => name === source.name),
  )
  return [...after.filter((source) => isOverall(source) && !former.has(source.name)), ...removed].map(
    ({ name }) => name,
  )
}

function refusal(message: string): Violation {
  return { code: 'source_not_allowed', message, path: '/source' }
}
