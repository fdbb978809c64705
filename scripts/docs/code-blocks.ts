import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
// Not by workspace.ts: start imports that before the SDK is built, which the command line needs.
import type { Io } from '../../packages/cli/src/io/io.ts'
import { createProgram } from '../../packages/cli/src/program.ts'
import { root } from '../workspace.ts'

const run = promisify(execFile)

/** A code block of a document; `line` is that of its first line of code, from 1. */
export interface CodeBlock {
  readonly path: string
  readonly line: number
  /** The word behind the fence, or an empty string. */
  readonly language: string
  readonly code: string
}

/** The fenced code blocks of all documents. */
export async function codeBlocks(): Promise<CodeBlock[]> {
  const { stdout } = await run('git', ['ls-files', '-z', '*.md'], { cwd: root })
  const paths = stdout.split('\0').filter(Boolean)
  const texts = await Promise.all(paths.map((path) => readFile(join(root, path), 'utf8')))
  return paths.flatMap((path, index) => blocksOf(path, texts[index] ?? ''))
}

/** The fenced code blocks of one document. */
export function blocksOf(path: string, text: string): CodeBlock[] {
  return Array.from(text.matchAll(/^```(\w*)[^\n]*\n(.*?)^```$/gms), (match) => ({
    path,
    line: text.slice(0, match.index).split('\n').length + 1,
    language: match[1] ?? '',
    code: match[2] ?? '',
  }))
}

/** Names that examples use without declaring them. An example that declares one itself uses its own. */
const givenNames = `import type { TimesheetsClient } from 'timesheets-sdk/client'
declare global {
  const timesheets: TimesheetsClient
  const signal: AbortSignal
  let last: number
  function handle(...what: unknown[]): Promise<void>
  function isNew(id: unknown): Promise<boolean>
}
`

/** Type-checks the TypeScript among the blocks as users of the SDK would. Returns the compiler's errors. */
export async function typeErrorsIn(blocks: readonly CodeBlock[]): Promise<string[]> {
  // Where the SDK is installed, and where git and lint do not look.
  const parent = join(root, 'packages/timesheets-sdk/node_modules/.cache')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'docs-'))
  try {
    const typeScript = blocks.filter(({ language }) => language === 'ts')
    const names = typeScript.map(({ path, line }) => `${path.replace(/\W+/g, '-')}-${line}.ts`)
    await Promise.all(
      typeScript.map(({ code }, index) => writeModule(join(folder, names[index] ?? ''), code)),
    )
    await writeFile(join(folder, 'given-names.d.ts'), givenNames)
    const options = { noUnusedLocals: false, typeRoots: [join(root, 'node_modules/@types')], types: ['node'] }
    const config = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: options,
      files: ['given-names.d.ts', ...names],
      include: [],
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
    await run(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], { cwd: folder })
    return []
  } catch (error) {
    const { stdout } = error as { stdout?: string }
    if (!stdout) throw error
    return stdout.trim().split('\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** As a module, in which `await` may stand at the top. */
const writeModule = (path: string, code: string) => writeFile(path, `${code}\nexport {}\n`)

/** Command lines of the CLI in shell blocks and transcripts, each as its arguments. */
export function commandLines({ language, code }: CodeBlock): string[][] {
  if (language !== 'sh' && language !== '') return []
  const lines = code.replace(/\\\n\s*/g, ' ').split('\n')
  return lines.flatMap((text) => {
    const command = /^(?:\$ )?timesheets (.*)$/.exec(text)?.[1]
    return command === undefined ? [] : [wordsOf(command)]
  })
}

/** The words up to a comment, a pipe or a redirection; `<id>` is a word. Knows quotes; expands nothing. */
function wordsOf(command: string): string[] {
  const words: string[] = []
  for (const [word] of command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    if (/^(?:#|\||>|&&|<(?!\w+>))/.test(word)) break
    words.push(word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'))
  }
  return words
}

/** The CLI's error for a command line, without running the command; `undefined` where it accepts the line. */
export async function usageError(args: readonly string[]): Promise<string | undefined> {
  let printed = ''
  const output = {
    isTerminal: false,
    columns: 100,
    write: async (content: string | Uint8Array) => {
      printed += String(content)
    },
  }
  const io: Io = {
    stdin: { isTerminal: false, bytes: Readable.from([]) },
    stdout: output,
    stderr: output,
    env: {},
    now: Date.now,
    stop: new AbortController().signal,
  }
  const program = createProgram('0.0.0', { io }, () => async () => {})
  try {
    await program.parseAsync([...args], { from: 'user' })
    return undefined
  } catch (error) {
    return printed.trim() || String(error)
  }
}
