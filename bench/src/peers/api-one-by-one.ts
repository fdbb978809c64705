// The API, but that each write has a transaction of its own: what it would be without group commit.
import process from 'node:process'
import { createLogger, readConfig, startServer } from 'timesheets-api-server'

const config = readConfig(process.env)
const { logger } = createLogger(config.logLevel)
const server = await startServer(config, { logger, maximumEntriesInGroup: 1 })
process.once('SIGTERM', async () => {
  await server.close()
  process.exit()
})
