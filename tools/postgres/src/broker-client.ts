import process from 'node:process'
import { brokerVariable } from './broker.ts'

/**
 * A fresh database on the PostgreSQL that all tests of a run share: its URL. Works in test files that vitest
 * runs with this project's configuration; elsewhere use `startPostgres`.
 *
 * @param template the URL of a database from here, without connections, whose copy it is. Default: empty
 */
export async function freshDatabase(template?: string): Promise<string> {
  const broker = process.env[brokerVariable]
  if (!broker)
    throw new Error('freshDatabase() works in tests only: run them with the vitest.config.ts of the root')
  const response = await fetch(broker, { method: 'POST', body: template ?? '' })
  const text = await response.text()
  if (!response.ok) throw new Error(`no database for this test: ${text}`)
  return text
}
