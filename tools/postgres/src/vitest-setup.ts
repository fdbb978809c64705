import process from 'node:process'
import { brokerVariable, startBroker } from './broker.ts'

/**
 * Vitest's global setup: test processes inherit the variable with the broker's URL. Every project of the run
 * calls it, and the first call counts. Returns the teardown.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  if (process.env[brokerVariable]) return async () => {}
  const broker = await startBroker()
  process.env[brokerVariable] = broker.url
  return broker.stop
}
