import type { Caller } from 'timesheets-sdk/rules'

export function person(userId: string, ...scopes: string[]): Caller {
  return { subject: userId, userId, clientId: 'spa', isMachine: false, scopes: new Set(scopes) }
}

export function machine(clientId = 'm2m-push'): Caller {
  return { subject: `${clientId}@clients`, userId: null, clientId, isMachine: true, scopes: new Set() }
}
