import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import process from 'node:process'
import { sqliteVersion } from '../raw/sqlite.ts'

/** What the figures are figures of. */
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

/** A warning where other programs keep the machine busy: every figure then is of what they left. */
export function busyWarning(): string | undefined {
  const [lastMinute = 0] = loadavg()
  if (lastMinute < availableParallelism() / 2) return undefined
  return `The machine is busy with other things (load ${lastMinute.toFixed(1)}): take the ratios with care, those by processor time rather than the others.`
}
