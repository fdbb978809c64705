import type { Bench } from '../bench.ts'
import type { Finding } from '../finding.ts'
import type { Program } from '../processes/program.ts'
import { memoryOf } from '../processes/usage.ts'
import { pushFile, writeCsv } from '../push.ts'
import { median } from '../statistics.ts'

const sampleEveryMs = 250

/** The memory of CLI and API while they process a million entries, and whether it grows. */
export async function memory({ system, quick, say }: Bench): Promise<Finding> {
  const count = quick ? 200_000 : 1_000_000
  const api = await system.startApi(await system.databases.fresh('sqlite'))
  say(`writing a file of ${count.toLocaleString('en')} entries`)
  const file = await writeCsv(system, { count, days: 1_000, from: '2012-01-02', name: 'memory' })
  say('pushing it')
  const curves: { cli: number[]; api: number[] } = { cli: [], api: [] }
  let sampling = Promise.resolve()
  const run = await pushFile(system, { file, api, count }, (cli) => {
    sampling = sampleUntilEnd(cli, api.pid, curves)
  })
  await sampling
  const apiPeak = (await memoryOf(api.pid))?.peakMB
  await api.stop()
  if (apiPeak === undefined) throw new Error('this system does not report the memory of a process')

  const cli = { name: 'CLI', samples: [{ value: run.cliPeakMB }] }
  const server = { name: 'API, SQLite', samples: [{ value: apiPeak }] }
  return {
    title: `Memory: the peak while ${count.toLocaleString('en')} entries are pushed`,
    unit: 'MB',
    subjects: [cli, server],
    comparisons: [
      { of: cli.name, goal: { atMost: 120 } },
      { of: server.name, goal: { atMost: 200 } },
    ],
    notes: [
      'Peak resident memory as the kernel counts it (VmHWM), in MB of 10^6 bytes.',
      `From the second to the last quarter of the push, resident memory changed by ${growthOf(curves.cli)} in the CLI, by ${growthOf(curves.api)} in the API.`,
    ],
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
