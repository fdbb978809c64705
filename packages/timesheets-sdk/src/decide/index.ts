export * from './decide-write.ts'
export * from './problem-error.ts'
export type * from './write-request.ts'
