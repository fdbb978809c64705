import type { Engine } from './engine.ts'

/** The same engine, which tells of each transaction that it has committed. */
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
