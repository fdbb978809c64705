import { type Scope, scopes } from '../model/scopes.ts'
import type { Caller } from '../rules/access.ts'

const everyday: readonly Scope[] = ['read:timesheets', 'create:timesheets', 'delete:timesheets']

/** A person who uses an application. Default scopes: read, create and delete. */
export function personCaller(
  userId: string,
  options: { readonly clientId?: string; readonly scopes?: readonly Scope[] } = {},
): Caller {
  return {
    subject: userId,
    userId,
    clientId: options.clientId ?? 'spa',
    isMachine: false,
    scopes: new Set(options.scopes ?? everyday),
  }
}

/** A machine client, which names a person in every request. Default scopes: all. */
export function machineCaller(
  clientId: string,
  options: { readonly scopes?: readonly Scope[] } = {},
): Caller {
  return {
    subject: `${clientId}@clients`,
    userId: null,
    clientId,
    isMachine: true,
    scopes: new Set(options.scopes ?? scopes),
  }
}
