import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Finding, Subject } from '../finding.ts'
import { root } from '../processes/program.ts'

/** The part of esbuild used here. */
interface Bundler {
  build(options: Readonly<Record<string, unknown>>): Promise<{ outputFiles: { contents: Uint8Array }[] }>
}

const sdk = join(root, 'packages/timesheets-sdk')

/** The size that the SDK's client and auth add to a page that uses them. */
export async function bundle(): Promise<Finding> {
  const both = "export * from 'timesheets-sdk/client'; export * from 'timesheets-sdk/auth'"
  return {
    title: 'The SDK in a browser: bundled by esbuild, minified, gzipped',
    unit: 'kB',
    subjects: [
      await sizeOf('client and auth', both),
      await sizeOf('axios alone', "export { default } from 'axios'"),
    ],
    comparisons: [
      { of: 'client and auth', goal: { atMost: 40 } },
      { of: 'client and auth', to: 'axios alone' },
    ],
    notes: ['Every export of both is kept, in kB of 1,000 bytes.'],
  }
}

async function sizeOf(name: string, contents: string): Promise<Subject> {
  const { outputFiles } = await bundler().build({
    stdin: { contents, resolveDir: sdk },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  })
  const bytes = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0)
  return { name, samples: [{ value: bytes / 1_000 }] }
}

/** The esbuild that builds the packages; tsup depends on it. */
function bundler(): Bundler {
  const tsup = createRequire(join(sdk, 'package.json')).resolve('tsup')
  return createRequire(tsup)('esbuild') as Bundler
}
