import type { Operation } from './operation.ts'
import { callerAndPolicyOperations } from './operations/caller-and-policy.ts'
import { entryOperations } from './operations/entries.ts'
import { feedOperations } from './operations/feeds.ts'
import { peopleOperations } from './operations/people.ts'
import { periodOperations } from './operations/periods.ts'
import { projectOperations } from './operations/projects.ts'
import { reportOperations } from './operations/reports.ts'
import { webhookOperations } from './operations/webhooks.ts'
import { weekOperations } from './operations/weeks.ts'
import type { OperationName } from './routes.ts'

/** Every operation of the API. */
export const operations = {
  ...entryOperations,
  ...weekOperations,
  ...peopleOperations,
  ...feedOperations,
  ...periodOperations,
  ...projectOperations,
  ...reportOperations,
  ...webhookOperations,
  ...callerAndPolicyOperations,
} as const satisfies Record<OperationName, Operation>
