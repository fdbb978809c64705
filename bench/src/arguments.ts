import { parseArgs } from 'node:util'

export interface BenchArguments {
  /** The measures to run; empty: all that run by default. */
  readonly names: readonly string[]
  /** Fewer and shorter rounds: enough to see that it works, and rough figures. */
  readonly quick: boolean
  /** The file that the results are written to as JSON, besides the table on standard output. */
  readonly output: string | undefined
  /** Runs servers and CLI under the profiler and reports where their time goes. It slows them down. */
  readonly profile: boolean
}

export const usage = `usage: pnpm bench [measure ...] [--quick] [--profile] [--output results.json]`

/** @throws {TypeError} on an unknown option */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      output: { type: 'string' },
    },
  })
  return { names: positionals, quick: values.quick, profile: values.profile, output: values.output }
}
