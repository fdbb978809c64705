export type { Fetch, FetchInit, FetchResponse } from '../net/fetch.ts'
export { OptionError } from '../net/option-error.ts'
export { createTimesheetsClient, type TimesheetsClient, type TimesheetsClientOptions } from './client.ts'
export {
  isTimesheetsError,
  TimesheetsError,
  type TimesheetsErrorCode,
  type TimesheetsErrorKind,
} from './errors.ts'
export type { PushCounts, PushOptions, PushOutcome, PushSummary, RejectionGroup } from './push/options.ts'
export type { ExportOptions } from './reading/export.ts'
export type { EntryList, EntryListFilters, ListOptions, PageQuery } from './reading/list.ts'
export type { Paged, PagedOptions } from './reading/paged.ts'
export { type AxiosFetchOptions, axiosFetch } from './request/axios-fetch.ts'
export type { CallOptions } from './request/call-options.ts'
export type {
  ApiRequestInfo,
  ApiResponseInfo,
  ApiRetryInfo,
  ClientHooks,
  DeprecationInfo,
  RateLimit,
} from './request/response-info.ts'
export type { RetryOptions } from './request/retry.ts'
export type { AbsenceListFilters, Absences } from './resources/absences.ts'
export type { ChangeOptions, CreatedEntry, CreateOptions, Entries } from './resources/entries.ts'
export type { EventListQuery, EventPageQuery, EventQuery, Events, FollowOptions } from './resources/events.ts'
export type { Feed } from './resources/feed.ts'
export type { Newcomers } from './resources/newcomers.ts'
export type { People, Put } from './resources/people.ts'
export type { ClosingQuery, PeriodActionOptions, Periods } from './resources/periods.ts'
export type { PolicyOfApi, UpdatePolicyOptions } from './resources/policy.ts'
export type { Projects } from './resources/projects.ts'
export type { Reminders, SendRemindersOptions } from './resources/reminders.ts'
export type { HoursQuery, MissingQuery, Reports } from './resources/reports.ts'
export type { CreateWebhookOptions, Webhooks } from './resources/webhooks.ts'
export type { WeekActionOptions, WeekListFilters, WeekPageQuery, Weeks } from './resources/weeks.ts'
