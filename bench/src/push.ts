import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { csvOf, type EntriesWanted, makeEntries } from './data/entries.ts'
import type { Program } from './processes/program.ts'
import type { Server } from './processes/server.ts'
import { cpuMicrosecondsOf } from './processes/usage.ts'
import type { System } from './system.ts'

/** One push by the CLI, measured over the lifetime of its process. */
export interface PushRun {
  readonly seconds: number
  /**
   * Processor time of both processes, in microseconds; `undefined` where the system does not report the
   * API's.
   */
  readonly cliCpuMicroseconds: number
  readonly apiCpuMicroseconds: number | undefined
  readonly cliPeakMB: number
}

/** Writes entries to a file for the CLI to push, and returns its path. */
export async function writeCsv(system: System, wanted: EntriesWanted): Promise<string> {
  const path = join(system.folder, `${wanted.name}.csv`)
  await writeFile(path, csvOf(makeEntries(wanted)))
  return path
}

/**
 * Pushes a file and waits until the CLI ends.
 * @param watch called with the CLI's process as soon as it has started
 * @throws {Error} unless each of `count` entries was created
 */
export async function pushFile(
  system: System,
  { file, api, count }: { readonly file: string; readonly api: Server; readonly count: number },
  watch: (cli: Program) => void = () => {},
): Promise<PushRun> {
  const usageFile = `${file}.usage`
  const apiCpuBefore = await cpuMicrosecondsOf(api.pid)
  const startMs = performance.now()
  const cli = system.startCli(['push', file, '--json'], api, usageFile)
  watch(cli)
  const code = await cli.ended
  const seconds = (performance.now() - startMs) / 1_000
  const apiCpuAfter = await cpuMicrosecondsOf(api.pid)
  const log = await cli.log()
  if (code !== 0 || !log.includes(`"created":${count},`)) {
    throw new Error(`the push did not create ${count} entries; it ended with ${code}: ${log.slice(-500)}`)
  }
  const usage: { cpuMicroseconds: number; peakMB: number } = JSON.parse(await readFile(usageFile, 'utf8'))
  return {
    seconds,
    cliCpuMicroseconds: usage.cpuMicroseconds,
    apiCpuMicroseconds:
      apiCpuBefore === undefined || apiCpuAfter === undefined ? undefined : apiCpuAfter - apiCpuBefore,
    cliPeakMB: usage.peakMB,
  }
}
