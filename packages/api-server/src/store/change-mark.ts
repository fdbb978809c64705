import type { Engine } from './engine.ts'
import { SharedRead } from './shared-read.ts'

/** Asks for {@link Engine.changeMark}, in one question for all who wait: it costs as much as the rest of an answer. */
export type ChangeMark = () => Promise<string | undefined>

export function changeMarkOf(engine: Pick<Engine, 'changeMark'>): ChangeMark {
  const shared = new SharedRead(() => engine.changeMark())
  return () => shared.ask()
}
