import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { cp, glob, mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withLinks } from '../src/guides.ts'
import { root } from '../src/root.ts'
import { createSiteServer } from '../src/server.ts'

let folder: string
let site: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timesheets-site-test-'))
  site = join(folder, 'site')
  const program = join(root, 'tools/site/src/build.ts')
  await promisify(execFile)(process.execPath, ['-C', '@timesheets/source', program, site])
}, 180_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

test('it has every guide, every entry point of the SDK and every part of the API', async () => {
  const titles = (await pages()).map(({ text }) => /<title>(.*?) \| /.exec(text)?.[1])
  const { exports } = JSON.parse(await readFile(join(root, 'packages/timesheets-sdk/package.json'), 'utf8'))
  const modules = Object.keys(exports).filter((name) => name !== './package.json')
  expect(titles).toEqual(
    expect.arrayContaining([
      ...modules.map((name) => name.replace('.', 'timesheets-sdk')),
      'Glossary',
      'The life of a week',
      'Stability',
      '/timesheets',
      'Schemas',
    ]),
  )
})

test('no link of it leads nowhere', async () => {
  const all = await pages()
  const anchors = new Map(
    all.map(({ path, text }) => [path, new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))]),
  )
  const broken = all.flatMap(({ path, text }) => {
    const links = text.matchAll(/href="((?![a-z]+:)[^"#]*?\.html)?(?:#([^"]+))?"/g)
    return [...links].flatMap(([, page, anchor]) => {
      if (page === undefined && anchor === undefined) return []
      const target = anchors.get(page === undefined ? path : join(dirname(path), decodeURI(page)))
      const isFound = anchor === undefined ? target : target?.has(decodeURIComponent(anchor))
      return isFound ? [] : [`${path}: ${page ?? ''}#${anchor ?? ''}`]
    })
  })
  expect(broken).toEqual([])
})

test('a block of code ends where it ends in the source', async () => {
  const index = await readFile(join(site, 'index.html'), 'utf8')
  expect(index).not.toContain('```')
  const blocks = [...index.matchAll(/<pre>.*?<\/pre>/gs)].map(([block]) => block.replaceAll(/<[^>]+>/g, ''))
  expect(blocks).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^npx pnpm@12 start\b(?!.*test)/s),
      expect.stringMatching(/^npx pnpm@12 test\b/),
    ]),
  )
})

test('its search knows the guides, the SDK and the API', async () => {
  const data = await readFile(join(site, 'assets/search.js'), 'utf8')
  const [, base64 = ''] = /"([^"]+)"/.exec(data) ?? []
  const index = inflateSync(Buffer.from(base64, 'base64')).toString()
  for (const word of ['Glossary', 'createTimesheetsClient', 'Stability']) expect(index).toContain(word)
})

test('a link to a file outside the site leads to the repository', () => {
  const onSite = new Set(['docs/a.md', 'docs/b.md'])
  expect(withLinks('[b](b.md#x) [c](../c/d.ts) [e](https://e.example)', 'docs/a.md', onSite)).toBe(
    '[b](b.md#x) [c](https://github.com/abc-inc/timesheets/blob/main/c/d.ts) [e](https://e.example)',
  )
})

test('its server builds it when the first page is opened, and says so until then', async () => {
  const built = join(folder, 'built')
  const started = Promise.withResolvers<void>()
  const server = createSiteServer(built, () => {
    const building = cp(site, built, { recursive: true })
    started.resolve(building)
    return building
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const first = await fetch(url)
  expect([first.status, await first.text()]).toEqual([503, expect.stringContaining('being built')])
  await started.promise
  expect(await (await fetch(url)).text()).toContain('Timesheets')
  server.closeAllConnections()
  server.close()
})

test('its server shows why it could not be built', async () => {
  const server = createSiteServer(join(folder, 'nowhere'), () => Promise.reject(new Error('no compiler')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await fetch(url)
  expect(await (await fetch(url)).text()).toContain('no compiler')
  server.closeAllConnections()
  server.close()
})

async function pages(): Promise<{ path: string; text: string }[]> {
  const found: { path: string; text: string }[] = []
  for await (const path of glob('**/*.html', { cwd: site }))
    found.push({ path, text: await readFile(join(site, path), 'utf8') })
  return found
}
