// Long experiments that try to break the API: pnpm torture [experiment ...] [--engine sqlite] [--rounds 100]
import process from 'node:process'
import { parseArgs } from 'node:util'
import setUpPostgres from '../../tools/postgres/src/vitest-setup.ts'
import { type EngineName, engines } from '../support/database.ts'
import { seed } from '../support/seeded-random.ts'
import { lineOf } from './experiment.ts'
import { experiments } from './experiments/index.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string' }, rounds: { type: 'string' } },
})
const unknown = positionals.filter((name) => !(name in experiments))
const chosen = engines.filter((engine) => values.engine === undefined || values.engine === engine)
if (unknown.length > 0 || chosen.length === 0) {
  console.error(
    `usage: pnpm torture [${Object.keys(experiments).join(' | ')}]... [--engine ${engines.join(' | ')}] [--rounds <number>]`,
  )
  process.exit(2)
}

const stopPostgres = await setUpPostgres()
try {
  for (const [name, experiment] of Object.entries(experiments)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    const { engines: suitable = chosen, missing } = experiment
    for (const engine of chosen.filter((one) => suitable.includes(one))) {
      const reason = missing?.()
      if (reason === undefined) await runOnce(name, engine, experiment)
      else console.log(`${name.padEnd(18)} ${engine.padEnd(9)} skipped: ${reason}`)
    }
  }
} finally {
  await stopPostgres()
}

async function runOnce(
  name: string,
  engine: EngineName,
  { run, rounds }: (typeof experiments)[string] & object,
) {
  const outcome = await run({ engine, rounds: Number(values.rounds ?? rounds), seed })
  console.log(lineOf(name, engine, outcome))
  if (outcome.faults.length > 0) process.exitCode = 1
}
