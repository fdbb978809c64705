import { tenant } from './tenant.ts'

export type Role = 'member' | 'manager' | 'payroll' | 'admin'

const { employee, manager, payroll, administrator } = tenant.roles

/**
 * The RBAC permissions (Auth0) of each role. Payroll reads everybody's hours, approves them and closes
 * months; it writes no entries. The administrator manages roster and policy and approves nothing.
 */
export const rolePermissions: Readonly<Record<Role, readonly string[]>> = {
  member: permissionsOf(employee),
  manager: permissionsOf(manager),
  payroll: permissionsOf(payroll),
  admin: permissionsOf(administrator),
}

function permissionsOf(role: { permissions: readonly { permission_name: string }[] }): string[] {
  return role.permissions.map(({ permission_name }) => permission_name)
}
