import { rmSync } from 'node:fs'

const paths = new Set<string>()

/**
 * Remembers a draft that must not outlive the process, however the process ends (but for SIGKILL): a second
 * Ctrl-C does not wait for the code that would have removed it.
 *
 * @returns forgets the path again
 */
export function removeAtExit(path: string): () => void {
  if (paths.size === 0) process.on('exit', removeAll)
  paths.add(path)
  return () => {
    paths.delete(path)
    if (paths.size === 0) process.off('exit', removeAll)
  }
}

function removeAll(): void {
  for (const path of paths) {
    try {
      rmSync(path, { recursive: true, force: true })
    } catch {
      // Nobody is left to be told.
    }
  }
}
