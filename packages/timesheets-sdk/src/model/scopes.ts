/** What each scope lets its bearer do. */
export const scopeDescriptions = {
  'read:timesheets': 'Read timesheets',
  'create:timesheets': 'Log time and change it',
  'delete:timesheets': 'Delete entries',
  'approve:timesheets':
    "See and decide other people's weeks: of those who report to the approver, or to nobody",
  'approve:any': "With approve:timesheets: everybody's weeks, whoever their manager is",
  'manage:timesheets': 'Keep the roster, the policy, projects and webhooks',
} as const

export type Scope = keyof typeof scopeDescriptions

export const scopes = Object.keys(scopeDescriptions) as Scope[]
