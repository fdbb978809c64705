import process from 'node:process'
import { openTimesheetService } from '../../src/services/index.ts'
import { person } from './callers.ts'

/** A process that claims a reminder and never gets further: for a test that ends it there. */
const { service } = await openTimesheetService({
  ...JSON.parse(process.argv[2] ?? ''),
  now: () => Number(process.argv[3]),
  reminderChannel: {
    name: 'mail',
    send: () => {
      process.stdout.write('claimed\n')
      setInterval(() => {}, 60_000)
      return new Promise(() => {})
    },
  },
})
const request = { week: '2026-W47', again: false, dueOnly: true, dryRun: false }
await service.sendReminders(person('auth0|mia', 'approve:timesheets'), request, undefined)
