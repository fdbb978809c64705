import type { Caller } from './caller.ts'

/** Within what an external id is unique: the client, and the person when a person pushes. */
export interface ExternalKey {
  readonly source: string
  readonly externalOwner: string
  readonly externalId: string
}

/** The key under which `caller` stores an entry of `userId` with this external id. */
export function externalKey(caller: Caller, userId: string, externalId: string): ExternalKey {
  return { source: caller.clientId, externalOwner: caller.isMachine ? '' : userId, externalId }
}

/** The key as one text, to look entries up by. */
export function externalKeyText(key: ExternalKey): string {
  const { source, externalOwner, externalId } = key
  return `${source.length} ${externalOwner.length} ${source}${externalOwner}${externalId}`
}
