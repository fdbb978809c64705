import process from 'node:process'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Print } from './commands/database.ts'
import { type Environment, exitCodes } from './environment.ts'

const settings = `
Settings are environment variables: see docs/operations.md. Exit codes: 0 done, 1 unexpected failure,
2 wrong usage or setting, or something that "check" reports.`

/** The verbs of the server. Each loads its code when it runs. */
export function createProgram(env: Environment, print: Print): Command {
  const program = new Command('timesheets-server')
    .description('the Timesheets API and its database')
    .addHelpText('after', settings)
    .exitOverride()

  program
    .command('serve', { isDefault: true })
    .description('serve the API until SIGTERM; migrates the database first')
    .action(async () => (await import('./commands/serve.ts')).serve(env))

  program
    .command('migrate')
    .description('migrate the database, and stop')
    .action(async () => (await import('./commands/migrate.ts')).migrateDatabase(env, print))

  program
    .command('check')
    .description('check settings, database and issuer without changing anything: one line each')
    .action(async () => {
      const { check } = await import('./commands/check.ts')
      if (!(await check(env, print))) process.exitCode = exitCodes.wrongSettings
    })

  program
    .command('backup')
    .description('write a backup of the database to a new file, also while the API runs')
    .requiredOption('--to <file>', 'the new file')
    .action(async ({ to }: { to: string }) => (await import('./commands/backup.ts')).backUp(env, to, print))

  program
    .command('restored')
    .description('after a restore of files or to a point in time: tell readers of events what they lost')
    .action(async () => (await import('./commands/migrate.ts')).markRestored(env, print))

  program
    .command('move')
    .description('copy the SQLite database in DATA_DIR to an empty PostgreSQL database, and compare them')
    .addOption(
      new Option('--from <engine>', 'the engine to move from').choices(['sqlite']).makeOptionMandatory(),
    )
    .option('--to <url>', 'the postgres:// URL; default: DATABASE_URL, which other users cannot see')
    .action(async ({ to }: { to?: string }) =>
      (await import('./commands/move.ts')).moveToPostgres(env, to, print),
    )

  program
    .command('prune')
    .description('move old events into an archive, and delete idempotency keys past their lifetime')
    .requiredOption('--keep-days <days>', 'how many days of events stay', readDays)
    .requiredOption('--archive <file>', 'a new file for the events, as NDJSON')
    .action(async (options: { keepDays: number; archive: string }) =>
      (await import('./commands/prune.ts')).prune(env, options, print),
    )

  return program
}

function readDays(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a whole number of days, 1 or more.')
}
