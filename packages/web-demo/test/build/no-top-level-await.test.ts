import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { awaitsAtTopLevel, noTopLevelAwait } from '../../build/no-top-level-await.ts'

it.each([
  ['await load()', true],
  ['const texts = { de: await import("./de.js") }', true],
  ['for await (const part of parts) show(part)', true],
  ['try { if (wanted) await load() } catch {}', true],
  ['const load = async () => await import("./de.js")', false],
  ['async function start() { for await (const part of parts) show(part) }\nvoid start()', false],
  ['class Page { async load() { await this.texts } }', false],
])('of %j, evaluation waits: %s', (source, waits) => {
  expect(awaitsAtTopLevel(source)).toBe(waits)
})

it('a build fails whose entry awaits a chunk that imports from it, and names the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'timesheets-build-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'shared.js'), 'export const shared = () => 1')
  await writeFile(join(folder, 'de.js'), 'import { shared } from "./shared.js"\nexport const de = shared()')
  const buildOf = async (main: string) => {
    await writeFile(
      join(folder, 'main.js'),
      `import { shared } from "./shared.js"\nconsole.log(shared())\n${main}`,
    )
    return build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      plugins: [noTopLevelAwait()],
      build: { target: 'es2024', write: false, rolldownOptions: { input: join(folder, 'main.js') } },
    })
  }
  await expect(buildOf('console.log(await import("./de.js"))')).rejects.toThrow(
    /main-\S+\.js awaits at top level/,
  )
  await buildOf('void (async () => console.log(await import("./de.js")))()')
})
