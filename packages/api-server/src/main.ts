#!/usr/bin/env node
import process from 'node:process'
import { CommanderError } from 'commander'
import { exitCodes, SettingError } from './environment.ts'
import { createProgram } from './program.ts'
import { endOnSignals } from './signals.ts'

endOnSignals()

try {
  await createProgram(process.env, (line) => process.stdout.write(`${line}\n`)).parseAsync()
} catch (error) {
  if (error instanceof CommanderError)
    process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.wrongSettings)
  // One line for any error: the log has not started yet.
  const message = error instanceof Error ? error.message : String(error)
  console.error(message.replaceAll(/\s+/g, ' '))
  process.exit(error instanceof SettingError ? exitCodes.wrongSettings : exitCodes.unexpected)
}
