import type { Engine, Reader } from '../store/engine.ts'
import type { Writer } from './write/writer.ts'

/** The dependencies that all services share. */
export interface ServiceContext {
  readonly engine: Engine
  readonly reader: Reader
  readonly writer: Writer
  /** The clock, in milliseconds since the epoch. */
  readonly now: () => number
  /** Runs a read; if the database is unavailable, throws `database_unavailable`. */
  reading<T>(read: () => Promise<T>): Promise<T>
}
