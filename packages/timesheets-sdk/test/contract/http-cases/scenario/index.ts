import { administration } from './administration.ts'
import type { ScenarioCase } from './case.ts'
import { entries } from './entries.ts'
import { me } from './me.ts'
import { methods } from './methods.ts'
import { periods } from './periods.ts'
import { projects } from './projects.ts'
import { reports } from './reports.ts'
import { roster } from './roster.ts'
import { webhooks } from './webhooks.ts'
import { weeks } from './weeks.ts'

export { withIds } from './case.ts'

/** Requests to each operation, one after the other, on the store that `fill` has filled. */
export const scenario: readonly ScenarioCase[] = [
  ...entries,
  ...weeks,
  ...roster,
  ...me,
  ...reports,
  ...projects,
  ...webhooks,
  ...periods,
  ...administration,
  ...methods,
]
