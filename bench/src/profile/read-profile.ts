import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { SourceMap } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../processes/program.ts'
import type { SelfTime } from './self-time.ts'

/** The file that V8 writes with --cpu-prof; lines and columns count from 0. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: {
      readonly functionName: string
      readonly url: string
      readonly lineNumber: number
      readonly columnNumber: number
    }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** The self time of every function in a profile, attributed to its source file where a source map has one. */
export async function readProfile(path: string): Promise<SelfTime[]> {
  const profile: Profile = JSON.parse(await readFile(path, 'utf8'))
  const selfTimes = new Map<number, number>()
  for (const [place, id] of profile.samples.entries()) {
    selfTimes.set(id, (selfTimes.get(id) ?? 0) + (profile.timeDeltas[place] ?? 0))
  }
  const sources = new Sources()
  const times: SelfTime[] = []
  for (const { id, callFrame } of profile.nodes) {
    const microseconds = selfTimes.get(id) ?? 0
    if (microseconds === 0) continue
    const { functionName, url, lineNumber, columnNumber } = callFrame
    const module = url === '' ? 'native' : await sources.moduleOf(url, lineNumber, columnNumber)
    times.push({ module, name: functionName || '(anonymous)', microseconds })
  }
  return times
}

class Sources {
  readonly #maps = new Map<string, SourceMap | undefined>()

  async moduleOf(url: string, line: number, column: number): Promise<string> {
    if (!url.startsWith('file:')) return url
    const path = fileURLToPath(url)
    const map = await this.#mapOf(path)
    const entry = map?.findEntry(line, column)
    const source = entry && 'originalSource' in entry ? entry.originalSource : undefined
    const file = source === undefined ? path : join(dirname(path), source)
    return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? relative(root, file)
  }

  async #mapOf(path: string): Promise<SourceMap | undefined> {
    if (!this.#maps.has(path)) {
      const file = `${path}.map`
      const text = existsSync(file) ? await readFile(file, 'utf8') : undefined
      this.#maps.set(path, text === undefined ? undefined : new SourceMap(JSON.parse(text)))
    }
    return this.#maps.get(path)
  }
}
