import type { OperationName } from '../../../../src/contract/index.ts'
import type { Held } from '../system.ts'
import { administration } from './administration.ts'
import { entries } from './entries.ts'
import { periods } from './periods.ts'
import { projects } from './projects.ts'
import type { Refusal } from './refusal.ts'
import { reports } from './reports.ts'
import { roster } from './roster.ts'
import { webhooks } from './webhooks.ts'
import { weeks } from './weeks.ts'

/**
 * For each operation of the contract, the requests that write nothing: refused ones, for each reason, and
 * those without effect, such as dry runs and unchanged pushes. The refusals of any operation, such as a
 * missing scope, are made from the contract.
 */
export const refusals = (held: Held): Record<OperationName, readonly Refusal[]> => ({
  ...entries(held),
  ...weeks,
  ...roster,
  ...periods,
  ...projects,
  ...reports,
  ...webhooks(held),
  ...administration,
})
