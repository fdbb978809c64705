import { parseArgs } from 'node:util'

export interface BenchArguments {
  /** The measures to run; empty: all that are run without being asked for. */
  readonly names: readonly string[]
  /** Fewer and shorter rounds: says whether it works, and roughly how things stand. */
  readonly quick: boolean
  /** Where the results are written as JSON, besides the table on standard output. */
  readonly output: string | undefined
  /** Runs servers and CLI under the profiler and says where their time goes. The figures suffer from it. */
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
