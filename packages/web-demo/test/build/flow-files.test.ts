import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'
import { expect, it, onTestFinished } from 'vitest'
import { flowFiles } from '../../build/flow-files.ts'

async function pageOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'timesheets-build-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'src'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const { output } = (await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [flowFiles(['/src/pkce.js'])],
    build: { write: false, modulePreload: { polyfill: false } },
  })) as Rolldown.RolldownOutput
  const page = output.find((file) => file.fileName === 'index.html')
  return page?.type === 'asset' ? String(page.source) : ''
}

const files = {
  'index.html': '<script src="/start.js"></script><script type="module" src="/src/main.js"></script>',
  'src/shared.js': 'export const shared = () => document.title',
  'src/main.js':
    'import { shared } from "./shared.js"\nshared()\nonclick = () => Promise.all([import("./pkce.js"), import("./other.js")])',
  'src/both.js': 'export const both = () => 1',
  'src/other.js': 'import { both } from "./both.js"\nexport const other = both()',
  'src/pkce.js':
    'import { both } from "./both.js"\nimport { shared } from "./shared.js"\nexport const pkce = () => import("./exchange.js").then(shared, both)',
  'src/exchange.js': 'export const exchange = 1',
}

it('names what a flow loads on demand, and not what the page has anyway', async () => {
  const names = (await pageOf(files)).match(/data-pkce="([^"]*)"/)?.[1]?.split(' ') ?? []
  expect(names.map((name) => name.replace(/-[^-]*\.js$/, '')).sort()).toEqual([
    '/assets/both',
    '/assets/exchange',
    '/assets/pkce',
  ])
})

it('fails the build when a flow has no file', async () => {
  await expect(pageOf({ ...files, 'src/main.js': 'import "./pkce.js"' })).rejects.toThrow(
    '/src/pkce.js is not',
  )
})
