import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import process from 'node:process'
import { sqliteVersion } from '../raw/sqlite.ts'

/** The machine and the programs that the figures belong to. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGB: number
  readonly system: string
  readonly node: string
  readonly sqlite: string
  /** Absent where nothing was measured on it. */
  readonly postgres?: string | undefined
}

export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 1e9),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    sqlite: sqliteVersion(),
  }
}

export function machineLine({ cpu, cores, memoryGB, system, node, sqlite, postgres }: Machine): string {
  const engines = [`SQLite ${sqlite}`, ...(postgres === undefined ? [] : [`PostgreSQL ${postgres}`])]
  return `${cores} cores of ${cpu}, ${memoryGB} GB, ${system}; Node ${node}, ${engines.join(', ')}`
}

/**
 * A warning where other programs keep the machine busy, since the figures then exclude the time they took.
 */
export function busyWarning(): string | undefined {
  const [lastMinute = 0] = loadavg()
  if (lastMinute < availableParallelism() / 2) return undefined
  return `Other programs keep the machine busy (load ${lastMinute.toFixed(1)}): prefer the ratios by processor time, and read the others with care.`
}
