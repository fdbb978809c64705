import type { Experiment } from '../experiment.ts'
import { flood } from './flood.ts'
import { generatedRequests } from './generated-requests.ts'
import { killedApi } from './killed-api.ts'
import { slowReaders, slowSenders, unfoldingBodies } from './slow-clients.ts'

export const experiments: Readonly<Record<string, Experiment>> = {
  'slow-senders': slowSenders,
  'slow-readers': slowReaders,
  'unfolding-bodies': unfoldingBodies,
  flood,
  'killed-api': killedApi,
  'generated-requests': generatedRequests,
}
