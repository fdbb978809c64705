// Reads all entries of a person by a client that is generated from the OpenAPI document.
import process from 'node:process'
import createClient from 'openapi-fetch'
import type { paths } from './timesheets-api.d.ts'

const { TIMESHEETS_API_URL: baseUrl = '', TIMESHEETS_TOKEN: token } = process.env
// Without the two types, a list could also be CSV.
const api = createClient<paths, 'application/json' | 'application/problem+json'>({
  baseUrl,
  headers: { authorization: `Bearer ${token}` },
})

let cursor: string | undefined
do {
  const query = { userId: process.argv[2] ?? 'me', limit: 2, ...(cursor !== undefined && { cursor }) }
  const { data, error } = await api.GET('/timesheets', { params: { query } })
  if (!data) throw new Error(error?.detail)
  for (const { date, project, hours } of data.data) console.log(date, project, hours)
  cursor = data.nextCursor ?? undefined
} while (cursor !== undefined)
