/** The permission that each scope grants. */
export const scopeDescriptions = {
  'read:timesheets': 'Read timesheets',
  'read:all-timesheets': "With read:timesheets: read everyone's entries and hours, and closed periods",
  'create:timesheets': 'Log time and change it',
  'delete:timesheets': 'Delete entries',
  'approve:timesheets': 'See and decide on the weeks of people who report to the approver or to nobody',
  'approve:any': "With approve:timesheets: see and decide on everyone's weeks",
  'manage:timesheets': 'Administer the roster, the policy, projects and webhooks',
} as const

export type Scope = keyof typeof scopeDescriptions

export const scopes = Object.keys(scopeDescriptions) as Scope[]
