import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

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

it('every noun of the client has an entry point of its own', async () => {
  const nouns = await readdir(join(packageFolder, 'src/client/resources'))
  const paths = nouns.map((file) => `./client/${file.replace('.ts', '')}`)
  expect(Object.keys(manifest.exports)).toEqual(expect.arrayContaining(paths))
})

describe('a bundle of the built package', () => {
  beforeAll(async () => {
    await run(join(packageFolder, 'node_modules/.bin/tsup'), ['--out-dir', join(folder, 'dist')], {
      cwd: packageFolder,
      env: { ...process.env, BUILD_TYPES: 'false' },
    })
    await writeFile(join(folder, 'dist/package.json'), '{ "type": "module", "sideEffects": false }')
  })

  const ofEmployees = {
    'client/core': 'createClient',
    'client/entries': 'entries',
    'client/weeks': 'weeks',
    'auth/authorization-code': 'authorizationCode',
  }

  it('has no axios if it passes a fetch of its own, and names its version', async () => {
    const text = Buffer.concat(await bundled(ofEmployees)).toString()
    expect(text).not.toMatch(/axios/i)
    expect(text).toContain(`timesheets-sdk/${manifest.version}`)
  })

  it('can be made for no platform, unless it has axios', async () => {
    const imports = { ...ofEmployees, 'auth/client-credentials': 'clientCredentials' }
    const others = { verify: 'createTokenVerifier', outbox: 'createOutbox', import: 'readImport' }
    const [text] = await bundled({ ...imports, ...others }, 'neutral')
    expect(Buffer.from(text ?? []).toString()).not.toMatch(/from ?["'](?:node:)?https?["']/)
    await expect(bundled({ client: 'createTimesheetsClient' }, 'neutral')).rejects.toThrow(/"https?"/)
  })

  // Functions of the model and the rules bring no schemas along: zod alone has 9 kB.
  it.each([
    [600, 'weekOf, without any schema', { model: 'weekOf' }],
    [900, 'parseHours', { model: 'parseHours' }],
    [1_800, 'judgeNewEntry', { rules: 'judgeNewEntry' }],
    [36_000, 'the client, with axios', { client: 'createTimesheetsClient' }],
    // The spelling of names took 0.2 kB, invisible characters that reorder texts 0.1 kB, and the number of
    // items of a list 0.03 kB.
    [18_850, 'an outbox, schemas included', { outbox: 'createOutbox' }],
    [20_000, 'entries, weeks and sign-in', ofEmployees],
    // Every client knows the routes and results of all operations: about 50 bytes each.
    // Recognizing faults of TLS took 0.3 kB, here and with the sign-in, and entity tags of records 0.3; wrong
    // clocks took 0.1, and addresses that lead elsewhere 0.2.
    [41_800, 'the same with axios', { ...ofEmployees, 'client/axios': 'axiosFetch' }],
    [49_400, 'the client and sign-in', { client: 'createTimesheetsClient', auth: 'authorizationCode' }],
  ])('has at most %i bytes by gzip for %s', async (limit, _, imports) => {
    expect(gzipSize(await bundled(imports))).toBeLessThanOrEqual(limit)
  })
})

/**
 * The code that a page loads at its start: not the parts that it loads on demand, such as a push.
 *
 * @param imports names by entry point
 */
async function bundled(
  imports: Readonly<Record<string, string>>,
  platform: 'browser' | 'neutral' = 'browser',
): Promise<Uint8Array[]> {
  const exports: Readonly<Record<string, string | { readonly default: string }>> = manifest.exports
  const pathOf = (entryPoint: string) => {
    const target = exports[`./${entryPoint}`]
    return typeof target === 'object' ? target.default : ''
  }
  const contents = Object.entries(imports)
    .map(([entryPoint, name]) => `export { ${name} } from '${pathOf(entryPoint)}'`)
    .join('\n')
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder },
    absWorkingDir: folder,
    outdir: join(folder, 'bundle'),
    nodePaths: [join(packageFolder, 'node_modules')],
    logLevel: platform === 'browser' ? 'error' : 'silent',
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform,
    target: 'es2022',
  })
  const loaded = new Set<string>()
  const load = (path: string) => {
    if (loaded.has(path)) return
    loaded.add(path)
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') load(next)
    }
  }
  load('bundle/stdin.js')
  return outputFiles.filter(({ path }) => loaded.has(relative(folder, path))).map((file) => file.contents)
}

function gzipSize(files: readonly Uint8Array[]): number {
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0)
}
