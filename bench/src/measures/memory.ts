import type { Bench } from '../bench.ts'
import type { Finding, Subject } from '../finding.ts'
import type { Program } from '../processes/program.ts'
import { memoryOf } from '../processes/usage.ts'
import { pushFile, writeCsv } from '../push.ts'
import { median } from '../statistics.ts'
import type { System } from '../system.ts'

const sampleEveryMs = 250
/** As the files in deploy/ set them. */
const deployed = { NODE_OPTIONS: '--max-semi-space-size=16', MALLOC_ARENA_MAX: '2' }

/** The memory of CLI and API while they process a million entries, and whether it grows. */
export async function memory({ system, quick, say }: Bench): Promise<Finding> {
  const count = quick ? 200_000 : 1_000_000
  say(`writing a file of ${count.toLocaleString('en')} entries`)
  const file = await writeCsv(system, { count, days: 1_000, from: '2012-01-02', name: 'memory' })
  const pushes: Push[] = []
  for (const [name, settings] of [
    [names.default, {}],
    [names.deployed, deployed],
  ] as const) {
    say(`pushing it to the ${name}`)
    pushes.push(await pushTo(system, name, settings, { file, count }))
  }
  const cli = { name: 'CLI', samples: pushes.map(({ cliPeakMB }) => ({ value: cliPeakMB })) }
  return {
    title: `Memory: the peak while ${count.toLocaleString('en')} entries are pushed`,
    unit: 'MB',
    subjects: [cli, ...pushes.map(({ api }) => api)],
    comparisons: [
      { of: cli.name, goal: { atMost: 120 } },
      ...pushes.map(({ api }) => ({ of: api.name, goal: { atMost: 200 } })),
    ],
    notes: [
      'Peak resident memory as the kernel counts it (VmHWM), in MB of 10^6 bytes.',
      `As deployed: with ${Object.entries(deployed)
        .map((setting) => setting.join('='))
        .join(' and ')}.`,
      ...pushes.map(
        ({ api, growth }) =>
          `From the second to the last quarter of the push, resident memory changed by ${growth.cli} in the CLI, by ${growth.api} in the ${api.name}.`,
      ),
    ],
  }
}

const names = { default: 'API, SQLite', deployed: 'API as deployed, SQLite' }

interface Push {
  readonly api: Subject
  readonly cliPeakMB: number
  /** From the second to the last quarter. */
  readonly growth: { readonly cli: string; readonly api: string }
}

async function pushTo(
  system: System,
  name: string,
  settings: Readonly<Record<string, string>>,
  { file, count }: { readonly file: string; readonly count: number },
): Promise<Push> {
  const api = await system.startApi(await system.databases.fresh('sqlite'), settings)
  const curves: { cli: number[]; api: number[] } = { cli: [], api: [] }
  let sampling = Promise.resolve()
  const run = await pushFile(system, { file, api, count }, (cli) => {
    sampling = sampleUntilEnd(cli, api.pid, curves)
  })
  await sampling
  const apiPeak = (await memoryOf(api.pid))?.peakMB
  await api.stop()
  if (apiPeak === undefined) throw new Error('this system does not report the memory of a process')

  return {
    api: { name, samples: [{ value: apiPeak }] },
    cliPeakMB: run.cliPeakMB,
    growth: { cli: growthOf(curves.cli), api: growthOf(curves.api) },
  }
}

async function sampleUntilEnd(
  cli: Program,
  apiPid: number,
  curves: { cli: number[]; api: number[] },
): Promise<void> {
  while (cli.isRunning) {
    const [ofCli, ofApi] = await Promise.all([memoryOf(cli.pid), memoryOf(apiPid)])
    if (ofCli && ofApi) {
      curves.cli.push(ofCli.residentMB)
      curves.api.push(ofApi.residentMB)
    }
    await new Promise((resolve) => setTimeout(resolve, sampleEveryMs))
  }
}

function growthOf(curve: readonly number[]): string {
  const quarter = Math.floor(curve.length / 4)
  if (quarter === 0) return 'an unknown share'
  const change = median(curve.slice(-quarter)) / median(curve.slice(quarter, 2 * quarter)) - 1
  return `${change < 0 ? '' : '+'}${(change * 100).toFixed(0)}%`
}
