import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readProfile } from './read-profile.ts'
import { type SelfTime, topOf } from './self-time.ts'

const programs = ['api', 'cli'] as const
const shownModules = 14
const shownFunctions = 24

/** Runs programs under V8's sampling profiler and reports where their processor time went. */
export class Profiler {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async create(): Promise<Profiler> {
    return new Profiler(await mkdtemp(join(tmpdir(), 'timesheets-profile-')))
  }

  nodeArgsFor(program: (typeof programs)[number]): string[] {
    return ['--cpu-prof', `--cpu-prof-dir=${join(this.#folder, program)}`]
  }

  /** The self time of each program's processes that have ended since the last report. */
  async report(): Promise<string[]> {
    const lines: string[] = []
    for (const program of programs) {
      const folder = join(this.#folder, program)
      const files = await readdir(folder).catch(() => [])
      const times: SelfTime[] = []
      for (const file of files) times.push(...(await readProfile(join(folder, file))))
      await rm(folder, { recursive: true, force: true })
      if (times.length > 0) lines.push(...tableOf(program, times))
    }
    return lines
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }
}

function tableOf(program: string, times: readonly SelfTime[]): string[] {
  const busy = times.filter(({ name }) => name !== '(idle)')
  const line = ({ name, share }: { name: string; share: number }) =>
    `    ${(share * 100).toFixed(1).padStart(5)}%  ${name}`
  return [
    `  Where the time of the ${program} goes, of ${(sum(busy) / 1e6).toFixed(1)} s of processor time on its main thread:`,
    ...topOf(busy, ({ module }) => module, shownModules).map(line),
    '   and by function:',
    ...topOf(busy, ({ module, name }) => `${name}  ${module}`, shownFunctions).map(line),
  ]
}

function sum(times: readonly SelfTime[]): number {
  return times.reduce((total, { microseconds }) => total + microseconds, 0)
}
