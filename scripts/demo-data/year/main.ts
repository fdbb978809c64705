import { openTimesheetService } from '../../../packages/api-server/src/services/index.ts'
import { people } from '../../workspace.ts'
import { type Clock, playYear } from './play.ts'

// Run by start, in a process of its own: node main.ts <folder of the database> <today>
const [dataDir = '', today = ''] = process.argv.slice(2)
const clock: Clock = { nowMs: Date.now() }
const open = await openTimesheetService({ dataDir, now: () => clock.nowMs })
await playYear(open.service, clock, people, today)
await open.close()
