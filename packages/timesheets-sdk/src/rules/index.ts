export * from './access.ts'
export type * from './caller.ts'
export * from './judge-entry.ts'
export * from './ledger.ts'
