export { freshDatabase } from './broker-client.ts'
export { freePort } from './free-port.ts'
export { queryDatabase } from './query.ts'
export { type PostgresServer, startPostgres } from './server.ts'
