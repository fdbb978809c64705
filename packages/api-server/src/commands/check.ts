import { readConfig, readDatabaseSettings, verifierOf } from '../config.ts'
import { databaseErrorOf } from '../database-error.ts'
import { type Environment, SettingError } from '../environment.ts'
import { inspectDatabase } from '../store/inspect.ts'
import { locationOf, nameOf, type Print } from './database.ts'

type Check = readonly [name: string, run: () => Promise<string>]

/**
 * Prints one line for settings, database and issuer each: whether it is usable, or what is wrong and what to
 * do. Changes nothing.
 * @returns whether all are usable
 */
export async function check(env: Environment, print: Print): Promise<boolean> {
  const checks: readonly Check[] = [
    [
      'settings',
      async () => {
        const { audience, identityClaim } = readConfig(env)
        return `complete; the audience is ${audience}, people are identified by ${identityClaim}`
      },
    ],
    ['database', () => checkDatabase(env)],
    ['issuer', () => checkIssuer(env)],
  ]
  let isUsable = true
  for (const [name, run] of checks) {
    try {
      print(`ok     ${name}: ${await run()}`)
    } catch (error) {
      isUsable = false
      print(`wrong  ${name}: ${lineOf(error)}`)
    }
  }
  return isUsable
}

async function checkDatabase(env: Environment): Promise<string> {
  const settings = readDatabaseSettings(env)
  try {
    return `${nameOf(settings)}: ${await inspectDatabase(locationOf(settings))}`
  } catch (error) {
    throw databaseErrorOf(error, settings)
  }
}

async function checkIssuer(env: Environment): Promise<string> {
  let verifier: ReturnType<typeof verifierOf>
  try {
    verifier = verifierOf(readConfig(env))
  } catch (error) {
    if (error instanceof SettingError) throw new Error('not checked: correct the settings first')
    throw error
  }
  await verifier.ready()
  return 'its keys can be read'
}

function lineOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replaceAll(/\s+/g, ' ').trim()
}
