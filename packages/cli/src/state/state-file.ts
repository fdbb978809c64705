import { readFile, rm } from 'node:fs/promises'
import { writeOwnFile } from '../io/files/draft-file.ts'
import { UsageError } from '../io/outcome/errors.ts'

/** A JSON file of this machine that commands leave for later ones; only its owner can read it. */
export interface StateFile<T> {
  /** Undefined if there is none. @throws {UsageError} if it is unusable */
  read(): Promise<T | undefined>
  /** Writes it whole, or not at all. */
  write(content: T): Promise<void>
  remove(): Promise<void>
}

/** @param isContent whether the file has what this version writes */
export function stateFile<T>(path: string, isContent: (value: unknown) => value is T): StateFile<T> {
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw new UsageError(`${path} can't be read (${error.code})`)
      })
      if (text === undefined) return undefined
      const content = parse(text)
      if (isContent(content)) return content
      throw new UsageError(`${path} is not what timesheets writes: remove it`)
    },
    write: (content) => writeOwnFile(path, `${JSON.stringify(content)}\n`),
    remove: () => rm(path, { force: true }),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
