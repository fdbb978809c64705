import type { Grant, KoaContextWithOIDC } from 'oidc-provider'
import { findClient } from '../seeds/clients.ts'
import { findPerson } from '../seeds/people.ts'
import { rolePermissions } from '../seeds/roles.ts'

/**
 * The grant of an authorization request. A first-party client gets a new one each time, without consent, for
 * the requested scopes that the person's role permits, so that a changed role counts at the next sign-in.
 * Another client gets the grant that the person consented to, if there is one.
 */
export async function loadGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, provider, session, account, result } = ctx.oidc
  if (!client || !session || !account) return undefined
  if (!findClient(client.clientId)?.firstParty) {
    const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId)
    return grantId ? provider.Grant.find(grantId) : undefined
  }
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
  if (ctx.oidc.requestParamOIDCScopes.size > 0) grant.addOIDCScope(ctx.oidc.requestParamOIDCScopes)
  for (const indicator of Object.keys(ctx.oidc.resourceServers ?? {})) {
    grantWhatTheRolePermits(grant, indicator, [...ctx.oidc.requestParamScopes])
  }
  await grant.save()
  return grant
}

/**
 * Grants the scopes that the person's role permits and marks the others as rejected. Auth0 drops them
 * silently; without the mark the provider would ask for consent to them again and again.
 */
export function grantWhatTheRolePermits(grant: Grant, indicator: string, asked: readonly string[]): void {
  const person = findPerson(grant.accountId ?? '')
  const permissions: readonly string[] = person ? rolePermissions[person.role] : []
  const permitted = asked.filter((scope) => permissions.includes(scope))
  const refused = asked.filter((scope) => !permissions.includes(scope))
  if (permitted.length > 0) grant.addResourceScope(indicator, permitted)
  if (refused.length > 0) grant.rejectResourceScope(indicator, refused)
}
