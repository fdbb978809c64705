import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import sirv from 'sirv'
import { TestProcess } from './process.ts'
import { program, root } from './programs.ts'

const run = promisify(execFile)

/** The path of a file of the examples. */
export const example = (...path: readonly string[]) => join(root, 'examples', ...path)

export const readExample = (...path: readonly string[]) => readFile(example(...path), 'utf8')

/** Runs a shell command to its end. @throws {Error} with its output if it ends with another code than 0 */
export async function shell(
  command: string,
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
): Promise<string> {
  const node = join(process.execPath, '..')
  const env = { PATH: `${node}${delimiter}${process.env.PATH}`, ...options.env }
  const { stdout } = await run('sh', ['-c', command], { cwd: options.cwd ?? root, env })
  return stdout
}

/** A folder for PATH whose `npx` runs the built command line, as the published package would. */
export async function folderWithNpx(parent: string): Promise<string> {
  const folder = join(parent, 'bin')
  await mkdir(folder)
  const script = `#!/bin/sh
while [ "$1" != timesheets ]; do shift; done
shift
exec "${process.execPath}" "${program('cli')}" "$@"
`
  await writeFile(join(folder, 'npx'), script, { mode: 0o755 })
  return folder
}

export interface RunningExample extends AsyncDisposable {
  readonly url: string
}

/** Starts an example that listens, on the port that it is given or on a free one. */
export async function startExample(path: string, env: Readonly<Record<string, string>>) {
  const child = new TestProcess(example(path), [], { env: { PORT: '0', ...env } })
  const [, port] = await child.says(/listening on .*port: (\d+)/s)
  const running: RunningExample = {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
  return running
}

/** Serves the browser example, with the addresses of a system instead of its own. */
export async function serveBrowserExample(port: number, settings: object): Promise<AsyncDisposable> {
  const page = sirv(example('browser'), { dev: true })
  const modules = sirv(example('node_modules'), { dev: true })
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/settings.json')) response.end(JSON.stringify(settings))
    else if (request.url?.startsWith('/node_modules/')) {
      request.url = request.url.slice('/node_modules'.length)
      modules(request, response)
    } else page(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  return {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
