import type { ApiScope } from '../scopes.ts'

export type Role = 'member' | 'manager' | 'payroll' | 'admin'

/**
 * The RBAC permissions (Auth0) of each role. Payroll reads everybody's hours. The API returns those to
 * approvers only, and to all of them only with `approve:any`, so payroll may also approve; it writes no
 * entries. The administrator manages roster and policy and approves nothing.
 */
export const rolePermissions: Readonly<Record<Role, readonly ApiScope[]>> = {
  member: ['read:timesheets', 'create:timesheets', 'delete:timesheets'],
  manager: ['read:timesheets', 'create:timesheets', 'delete:timesheets', 'approve:timesheets'],
  payroll: ['read:timesheets', 'approve:timesheets', 'approve:any'],
  admin: ['read:timesheets', 'create:timesheets', 'delete:timesheets', 'manage:timesheets'],
}
