import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const packageFolder = fileURLToPath(new URL('../', import.meta.url))
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timesheets-sdk-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('a package packed by npm can be installed without this workspace', async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: packageFolder,
  })
  const [packed] = JSON.parse(stdout) as [{ filename: string }]
  await run('tar', ['-xzf', join(folder, packed.filename), '-C', folder, 'package/package.json'])
  const manifest = await readFile(join(folder, 'package/package.json'), 'utf8')
  expect(manifest).not.toMatch(/"(?:catalog|workspace):/)
})

describe('a bundle of the built package', () => {
  beforeAll(async () => {
    await run(join(packageFolder, 'node_modules/.bin/tsup'), ['--out-dir', join(folder, 'dist')], {
      cwd: packageFolder,
      env: { ...process.env, BUILD_TYPES: 'false' },
    })
    await writeFile(join(folder, 'dist/package.json'), '{ "type": "module", "sideEffects": false }')
  })

  // Functions of the model and the rules bring no schemas along: zod alone has 9 kB.
  it.each([
    [600, 'weekOf, without any schema', { model: 'weekOf' }],
    [800, 'parseHours', { model: 'parseHours' }],
    [1_800, 'judgeNewEntry', { rules: 'judgeNewEntry' }],
    [36_000, 'the client, with axios', { client: 'createTimesheetsClient' }],
    [18_000, 'an outbox, schemas included', { outbox: 'createOutbox' }],
    [48_000, 'the client and sign-in', { client: 'createTimesheetsClient', auth: 'authorizationCode' }],
  ])('has at most %i bytes by gzip for %s', async (limit, _, imports) => {
    expect(await gzipSize(imports)).toBeLessThanOrEqual(limit)
  })
})

async function gzipSize(imports: Readonly<Record<string, string>>): Promise<number> {
  const contents = Object.entries(imports)
    .map(([entry, name]) => `export { ${name} } from './dist/${entry}/index.js'`)
    .join('\n')
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    nodePaths: [join(packageFolder, 'node_modules')],
    logLevel: 'error',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  })
  return gzipSync(outputFiles[0]?.contents ?? '').length
}
