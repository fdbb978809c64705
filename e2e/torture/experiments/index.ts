import type { Experiment } from '../experiment.ts'
import { databaseAway } from './database-away.ts'
import { flood } from './flood.ts'
import { fullDisk } from './full-disk.ts'
import { generatedRequests } from './generated-requests.ts'
import { killedApi, severalProcesses } from './killed-api.ts'
import { pooler } from './pooler.ts'
import { slowReaders, slowSenders, unfoldingBodies } from './slow-clients.ts'

export const experiments: Readonly<Record<string, Experiment>> = {
  'slow-senders': slowSenders,
  'slow-readers': slowReaders,
  'unfolding-bodies': unfoldingBodies,
  flood,
  'killed-api': killedApi,
  'several-processes': severalProcesses,
  'database-away': databaseAway,
  'full-disk': fullDisk,
  pooler,
  'generated-requests': generatedRequests,
}
