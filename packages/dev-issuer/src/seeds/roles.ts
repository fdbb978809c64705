import type { ApiScope } from '../scopes.ts'

export type Role = 'member' | 'manager' | 'payroll' | 'admin'

/**
 * What each role may do, Auth0's RBAC permissions. Payroll reads everybody's hours, which the API gives to
 * approvers only, and whoever their manager is by `approve:any`, and so may approve; it writes none. The admin keeps roster and policy, and approves nothing.
 */
export const rolePermissions: Readonly<Record<Role, readonly ApiScope[]>> = {
  member: ['read:timesheets', 'create:timesheets', 'delete:timesheets'],
  manager: ['read:timesheets', 'create:timesheets', 'delete:timesheets', 'approve:timesheets'],
  payroll: ['read:timesheets', 'approve:timesheets', 'approve:any'],
  admin: ['read:timesheets', 'create:timesheets', 'delete:timesheets', 'manage:timesheets'],
}
