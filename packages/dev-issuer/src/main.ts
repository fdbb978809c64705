import process from 'node:process'
import { type DevIssuer, type DevIssuerOptions, startDevIssuer } from './issuer.ts'
import { readSettings, SettingsError } from './settings.ts'

const usageError = 2

try {
  const settings = readSettings(process.env)
  console.log('dev-issuer is for development only: its passwords, secrets and keys protect nothing')
  const issuer = await start(settings)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void issuer.stop().then(() => process.exit(0)))
  }
  console.log(`dev-issuer ready at ${issuer.issuer}`)
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  console.error(error.message)
  process.exitCode = usageError
}

async function start(settings: DevIssuerOptions): Promise<DevIssuer> {
  try {
    return await startDevIssuer({ ...settings, log: console.log })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') {
      throw new SettingsError(
        `port ${settings.port} is taken; stop what listens there, or set PORT to another one`,
      )
    }
    if (code === 'EACCES') {
      throw new SettingsError(
        `port ${settings.port} needs more rights than this user has; set PORT to one above 1023`,
      )
    }
    throw error
  }
}
