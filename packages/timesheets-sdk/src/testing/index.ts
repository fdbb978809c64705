export { machineCaller, personCaller } from './callers.ts'
export { createFakeTimesheetsApi, type FakeTimesheetsApi, type FakeTimesheetsApiOptions } from './fake-api.ts'
export type { SentReminder } from './memory-reminders.ts'
