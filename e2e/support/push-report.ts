import type { Ending } from './process.ts'

/** The JSON that `push --json` prints at the end. */
export interface PushReport {
  readonly file: string
  readonly read: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly rejections: readonly { readonly line: number; readonly code: string; readonly message: string }[]
}

/** The report of a push that must have ended with this exit code. @throws {Error} with all that it said */
export function reportOf(ending: Ending, code = 0): PushReport {
  if (ending.code !== code) {
    throw new Error(`exit code ${ending.code ?? ending.signal}\n${ending.stderr}\n${ending.stdout}`)
  }
  return JSON.parse(ending.stdout)
}
