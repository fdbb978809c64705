import type { TestIssuer } from '../../support/issuer.ts'

/** The people of the roster and their managers, who come first. The newcomer is not in the roster. */
export const people = {
  kim: { kind: 'employee', manager: null },
  mia: { kind: 'employee', manager: 'kim' },
  max: { kind: 'employee', manager: 'kim' },
  pam: { kind: 'employee', manager: 'kim' },
  ann: { kind: 'employee', manager: 'mia' },
  eve: { kind: 'employee', manager: 'mia' },
  con: { kind: 'contractor', manager: 'mia' },
  bob: { kind: 'employee', manager: 'max' },
  sol: { kind: 'employee', manager: null },
} as const
export type PersonName = keyof typeof people

export const userIdOf = (name: string) => `auth0|${name}`

const everyday = 'read:timesheets create:timesheets delete:timesheets'

export type Identity =
  | { readonly token: 'none' | 'expired' }
  | { readonly person: PersonName | 'newcomer'; readonly scope: string }
  | { readonly client: string; readonly scope: string }

/** Everyone who sends the requests, by their column in the table. The single scopes belong to a manager. */
export const identities: Readonly<Record<string, Identity>> = {
  none: { token: 'none' },
  expired: { token: 'expired' },
  read: { person: 'mia', scope: 'read:timesheets' },
  create: { person: 'mia', scope: 'create:timesheets' },
  delete: { person: 'mia', scope: 'delete:timesheets' },
  approve: { person: 'mia', scope: 'approve:timesheets' },
  any: { person: 'mia', scope: 'approve:any' },
  manage: { person: 'mia', scope: 'manage:timesheets' },
  newcomer: { person: 'newcomer', scope: everyday },
  employee: { person: 'eve', scope: everyday },
  contractor: { person: 'con', scope: everyday },
  manager: { person: 'mia', scope: `${everyday} approve:timesheets` },
  other: { person: 'max', scope: `${everyday} approve:timesheets` },
  payroll: { person: 'pam', scope: 'read:timesheets approve:timesheets approve:any' },
  admin: { person: 'kim', scope: 'read:timesheets manage:timesheets' },
  all: { person: 'kim', scope: `${everyday} approve:timesheets approve:any manage:timesheets` },
  payer: { client: 'payer', scope: 'read:timesheets read:all-timesheets' },
  importer: { client: 'importer', scope: 'read:timesheets create:timesheets' },
  office: { client: 'office', scope: `${everyday} approve:timesheets manage:timesheets` },
}

/** The person of an identity; `null`: a machine client, or nobody. */
export function personOf(identity: Identity): string | null {
  return 'person' in identity ? identity.person : null
}

/** The access token of an identity; `undefined`: none is sent. */
export async function tokenOf(issuer: TestIssuer, identity: Identity): Promise<string | undefined> {
  if ('person' in identity) return issuer.person(userIdOf(identity.person), identity.scope)
  if ('client' in identity) return issuer.machine(identity.client, identity.scope)
  if (identity.token === 'none') return undefined
  return issuer.sign({ claims: { exp: Math.floor(Date.now() / 1_000) - 100, scope: everyday } })
}
