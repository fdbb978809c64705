import type { Bench } from '../bench.ts'
import type { Finding } from '../finding.ts'
import { authenticatedRequest } from './authenticated-request.ts'
import { bulkPush } from './bulk-push.ts'
import { bundle } from './bundle.ts'
import { bytes } from './bytes.ts'
import { client } from './client.ts'
import { distance } from './distance.ts'
import { durablePost } from './durable-post.ts'
import { memory } from './memory.ts'
import { mixed } from './mixed.ts'
import { mixedMemory } from './mixed-memory.ts'
import { page } from './page.ts'
import { ready } from './ready.ts'
import { scale } from './scale.ts'
import { start } from './start.ts'
import { workers } from './workers.ts'

export interface Measure {
  readonly run: (bench: Bench) => Promise<Finding | readonly Finding[]>
  /** True for a measure that takes so long that it runs only when it is named. */
  readonly onDemand?: true
}

/** The measures of `pnpm bench <name>`, in the order in which all of them run. */
export const measures: Readonly<Record<string, Measure>> = {
  request: { run: authenticatedRequest },
  page: { run: page },
  mixed: { run: mixed },
  post: { run: durablePost },
  distance: { run: distance },
  workers: { run: workers },
  push: { run: bulkPush },
  bytes: { run: bytes },
  client: { run: client },
  ready: { run: ready },
  start: { run: start },
  bundle: { run: bundle },
  memory: { run: memory, onDemand: true },
  course: { run: mixedMemory, onDemand: true },
  scale: { run: scale, onDemand: true },
}
