// Pushes an export of another system, one JSON object per line. Ends with exit code 1 if an entry was
// rejected or the push failed. cron mails what was written.
import { createReadStream } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import { clientCredentials } from 'timesheets-sdk/auth'
import { createTimesheetsClient } from 'timesheets-sdk/client'

const { entries } = createTimesheetsClient({
  baseUrl: setting('TIMESHEETS_API_URL'),
  tokenProvider: clientCredentials({
    issuer: setting('TIMESHEETS_ISSUER'),
    audience: setting('TIMESHEETS_AUDIENCE'),
    clientId: setting('TIMESHEETS_CLIENT_ID'),
    authentication: { method: 'client_secret_post', secret: setting('TIMESHEETS_CLIENT_SECRET') },
  }),
})

const { created, updated, unchanged, rejected } = await entries.push(exportedHours(process.argv[2] ?? ''), {
  onOutcome({ item, problem }) {
    if (problem) console.error(`${item.externalId}: ${problem.detail}`)
  },
})
console.log(`${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`)
if (rejected > 0) process.exitCode = 1

/** The rows of the export as entries. Reads no faster than the API accepts them, so any size will do. */
async function* exportedHours(path: string) {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { number, employee, day, order, minutes } = JSON.parse(line)
    // The row's own number: a later run of the same row changes nothing, or corrects the entry.
    const externalId = `erp-${number}`
    yield { externalId, userId: `auth0|${employee}`, date: day, project: order, hours: minutes / 60 }
  }
}

function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: set it in the file of --env-file`)
  return value
}
