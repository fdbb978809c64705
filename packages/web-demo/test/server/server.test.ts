import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { earlyRequests } from '../../server/early-requests.ts'
import { createWebServer } from '../../server/server.ts'
import { readSettings } from '../../src/settings.ts'

const settings = readSettings({
  VITE_API_URL: 'https://api.example.com/v1',
  VITE_ISSUER: 'https://id.example.com/',
})

let folder: string
let origin: string
let stop: () => Promise<void>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timesheets-web-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><title>Timesheets</title>
    <script src="/start.js" data-pkce="/assets/pkce-abc.js"></script>
    <script type="module" crossorigin src="/assets/index-abc.js"></script>
    <link rel="modulepreload" crossorigin href="/assets/base-abc.js">
    <link rel="stylesheet" crossorigin href="/assets/index-abc.css">`,
  )
  await writeFile(join(folder, 'assets/index-abc.js'), 'export {}')
  const server = createWebServer(folder, settings)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  stop = () => new Promise((resolve) => server.close(() => resolve()))
})
afterAll(async () => {
  await stop()
  await rm(folder, { recursive: true })
})

it('returns the page for every address of the application, never cached', async () => {
  const response = await fetch(`${origin}/week/2026-W48`)
  expect(await response.text()).toContain('<title>Timesheets')
  expect(response.headers.get('cache-control')).toBe('no-cache')
})

it('begins with the scripts, the issuer and the API before the page is read', async () => {
  const response = await fetch(`${origin}/settings/policy`)
  expect(response.headers.get('link')?.split(', ')).toEqual([
    '</start.js>; rel=preload; as=script',
    '</assets/index-abc.js>; rel=modulepreload',
    '</assets/base-abc.js>; rel=modulepreload',
    '<https://api.example.com>; rel=preconnect; crossorigin',
    '<https://id.example.com/.well-known/openid-configuration>; rel=preload; as=fetch; crossorigin',
  ])
  expect((await fetch(`${origin}/assets/index-abc.js`)).headers.get('link')).toBeNull()
})

it.each([
  ['asks for the metadata below its path', {}, '/realms/abc/.well-known/openid-configuration'],
  ['only connects for auth0-js', { flow: 'implicit' }, ''],
  ['only connects where tokens are stored', { tokenStorage: 'localstorage' }, ''],
] as const)('of an issuer with a path, %s', (_title, changes, path) => {
  const header = earlyRequests('', { ...settings, issuer: 'https://id.example.com/realms/abc', ...changes })
  expect(header).toContain(`<https://id.example.com${path}>; rel=${path ? 'preload' : 'preconnect'}`)
})

it('caches hashed files for ever, and does not return the page for missing ones', async () => {
  const response = await fetch(`${origin}/assets/index-abc.js`)
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect((await fetch(`${origin}/assets/gone.js`)).status).toBe(404)
})

it('returns the settings of this deployment', async () => {
  expect(await (await fetch(`${origin}/config.json`)).json()).toEqual(settings)
})

it('allows scripts and styles of its own, and requests to the API and the issuer alone', async () => {
  const policy = (await fetch(origin)).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).toContain("connect-src 'self' https://api.example.com https://id.example.com")
  expect(policy).not.toContain('unsafe')
})

it('takes no other methods', async () => {
  expect((await fetch(origin, { method: 'POST' })).status).toBe(405)
})
