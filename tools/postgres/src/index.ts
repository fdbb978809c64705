export { freshDatabase } from './broker-client.ts'
export { type PostgresServer, startPostgres } from './server.ts'
