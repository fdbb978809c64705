import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Io } from '../io.ts'
import { isDeviceFailure, isSystemError, UsageError, WriteError, wordsOf } from '../outcome/errors.ts'
import { type InputFile, inputFile } from './input-file.ts'
import { removeAtExit } from './leftovers.ts'
import { untilStopped } from './until-stopped.ts'

/** A file that can be read more than once; what was made for that is removed in the end. */
export type RereadableFile = InputFile & AsyncDisposable

/**
 * Writes what can be read once only, as a pipe, to a temporary file that nobody else may read. A regular file
 * is taken as it is.
 *
 * @throws {WriteError} when there is no room for it
 * @throws {UsageError} when nothing can be written there
 */
export async function spooled(file: InputFile, io: Pick<Io, 'stdin' | 'stop'>): Promise<RereadableFile> {
  if (file.size !== undefined) return disposable(file, async () => {})
  let folder: string | undefined
  let forget = () => {}
  const remove = async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    forget()
  }
  try {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-spool-'))
    forget = removeAtExit(folder)
    const path = join(folder, 'input')
    await writeFile(path, untilStopped(file.read(), io.stop), { mode: 0o600 })
    return disposable(await inputFile(path, io), remove, file.name)
  } catch (error) {
    await remove()
    if (!isSystemError(error)) throw error
    const reason = `could not write a copy of ${file.name} to ${tmpdir()}: ${wordsOf(error)}`
    if (isDeviceFailure(error)) throw new WriteError(reason, 'Free some space, or push it from a file.')
    throw new UsageError(`${reason}. Push it from a file.`)
  }
}

function disposable(file: InputFile, dispose: () => Promise<void>, name = file.name): RereadableFile {
  return {
    name,
    size: file.size,
    get bytesRead() {
      return file.bytesRead
    },
    read: () => file.read(),
    [Symbol.asyncDispose]: dispose,
  }
}
