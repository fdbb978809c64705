// The API without group commit: each write has its own transaction.
import process from 'node:process'
import { createLogger, readConfig, startServer } from 'timesheets-api-server'

const config = readConfig(process.env)
const { logger } = createLogger(config.logLevel)
const server = await startServer(config, { logger, maximumEntriesInGroup: 1 })
process.once('SIGTERM', async () => {
  await server.close()
  process.exit()
})
