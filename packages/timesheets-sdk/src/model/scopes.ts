/** What each scope lets its bearer do. */
export const scopeDescriptions = {
  'read:timesheets': 'Read timesheets',
  'create:timesheets': 'Log time and change it',
  'delete:timesheets': 'Delete entries',
  'approve:timesheets': "See and decide other people's weeks",
  'manage:timesheets': 'Keep the policy and the roster',
} as const

export type Scope = keyof typeof scopeDescriptions

export const scopes = Object.keys(scopeDescriptions) as Scope[]
