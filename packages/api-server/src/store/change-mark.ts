import type { Engine } from './engine.ts'
import { SharedRead } from './shared-read.ts'

/** Reads {@link Engine.changeMark}, once for all who wait: it costs as much as the rest of a response. */
export type ChangeMark = () => Promise<string | undefined>

export function changeMarkOf(engine: Pick<Engine, 'changeMark'>): ChangeMark {
  const shared = new SharedRead(() => engine.changeMark())
  return () => shared.ask()
}
