import { writeFile } from 'node:fs/promises'
import process from 'node:process'
import { readArguments, usage } from './arguments.ts'
import type { Finding } from './finding.ts'
import { measures } from './measures/index.ts'
import { Profiler } from './profile/profiler.ts'
import { busyWarning, machineLine, thisMachine } from './report/machine.ts'
import { linesOf } from './report/table.ts'
import { System } from './system.ts'

const say = (line: string) => console.error(line)

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function main(args: readonly string[]): Promise<number> {
  const { names, quick, profile, output } = readArguments(args)
  const chosen = Object.entries(measures).filter(([name, { onDemand }]) =>
    names.length > 0 ? names.includes(name) : !onDemand,
  )
  const unknown = names.filter((name) => !(name in measures))
  if (unknown.length > 0) {
    console.error(
      `unknown measure ${unknown.join(', ')}. Known measures: ${Object.keys(measures).join(', ')}\n${usage}`,
    )
    return 2
  }
  const warning = busyWarning()
  if (warning !== undefined) say(warning)

  const profiler = profile ? await Profiler.create() : undefined
  const system = await System.start(
    profiler ? { nodeArgsFor: (program) => profiler.nodeArgsFor(program) } : {},
  )
  const stop = async () => {
    await system.stop()
    await profiler?.remove()
  }
  process.once('SIGINT', () => void stop().finally(() => process.exit(130)))
  const findings: Record<string, Finding | readonly Finding[]> = {}
  try {
    for (const [name, { run }] of chosen) {
      const finding = await run({ system, quick, say: (line) => say(`${name}: ${line}`) })
      findings[name] = finding
      for (const one of [finding].flat()) print(linesOf(one))
      if (profiler) print(await profiler.report())
    }
    const machine = { ...thisMachine(), postgres: await system.databases.postgresVersion() }
    print([machineLine(machine)])
    if (output !== undefined)
      await writeFile(output, `${JSON.stringify({ machine, quick, findings }, null, 2)}\n`)
    return 0
  } finally {
    await stop()
  }
}

function print(lines: readonly string[]): void {
  console.log(`${lines.join('\n')}\n`)
}
