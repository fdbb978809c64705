export { type AppOptions, createApp } from './app.ts'
export { type LogLevel, readConfig, type ServerConfig, SettingError } from './config.ts'
export { createLogger } from './http/observe/logger.ts'
export { type RunningServer, type StartOptions, startServer } from './server.ts'
