import type { Engine } from './engine.ts'

/** The same engine, which calls `tell` after each commit. */
export function tellingOfCommits(engine: Engine, tell: () => void): Engine {
  return {
    ...engine,
    async transaction(work) {
      const result = await engine.transaction(work)
      tell()
      return result
    },
  }
}
