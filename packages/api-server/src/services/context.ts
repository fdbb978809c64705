import type { Engine, Reader } from '../store/engine.ts'
import type { Writer } from './write/writer.ts'

/** What the services share. */
export interface ServiceContext {
  readonly engine: Engine
  readonly reader: Reader
  readonly writer: Writer
  /** The clock, in milliseconds since the epoch. */
  readonly now: () => number
  /** Runs a read; a database that is away becomes the problem that says so. */
  reading<T>(read: () => Promise<T>): Promise<T>
}
