import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { root } from '../workspace.ts'

const run = promisify(execFile)

/** The files of the project that people read as text, but for those that list the wordings to avoid. */
export async function projectFiles(): Promise<string[]> {
  const { stdout } = await run('git', ['ls-files', '-z', '*.ts', '*.tsx', '*.mjs', '*.css', '*.md'], {
    cwd: root,
  })
  return stdout.split('\0').filter((path) => path !== '' && !/^scripts\/(?:test\/)?prose\//.test(path))
}
