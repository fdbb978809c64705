import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import manifest from '../package.json' with { type: 'json' }

const sources = fileURLToPath(new URL('../src', import.meta.url))

/**
 * At the top of each declaration file: the names of platform types, so that no program needs lib `dom` or
 * `@types/node` to compile against this package. Empty interfaces merge with those of either.
 */
const banner = `declare global {
  interface AbortSignal {}
  interface CryptoKey {}
  interface ReadableStream<R = any> {}
  interface Request {}
  interface Response {}
  interface URL {}
  interface URLSearchParams {}
}
`

/**
 * The declarations of everything that the entry points reach: one file for each source, by its path in
 * `dist`. Declarations that were bundled for each entry point took most of the build's time.
 */
export function declarations(): Map<string, string> {
  const entryPoints = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? [] : [join(sources, '..', target['@timesheets/source'])],
  )
  const lib = ['lib.es2024.d.ts', 'lib.esnext.iterator.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts']
  const program = ts.createProgram(entryPoints, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: [...lib, 'lib.dom.asynciterable.d.ts'],
    types: ['node'],
    strict: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    // The type check of the project finds the errors of the sources.
    noCheck: true,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: sources,
    outDir: sources,
  })
  const files = new Map<string, string>()
  program.emit(undefined, (path, text) => files.set(relative(sources, path), banner + asPublished(text)))
  return files
}

/** Relative imports name the published file. */
function asPublished(text: string): string {
  return text.replaceAll(/((?:from |import\()['"]\.[^'"]*)\.ts(?=['"])/g, '$1.js')
}

/** Writes the declarations into `folder`. */
export async function writeDeclarations(folder: string): Promise<void> {
  for (const [path, text] of declarations()) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}
