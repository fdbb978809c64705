import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../support/cli-process.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'timesheets-unwritable-'))
  await writeFile(join(folder, 'file'), '')
})
afterAll(() => rm(folder, { recursive: true }))

const machine = { TIMESHEETS_CLIENT_ID: 'm2m', TIMESHEETS_CLIENT_SECRET: 'secret' }

test.each([
  ['a sign-in, before anybody confirms it', ['login'], { TIMESHEETS_CLIENT_ID: 'cli' }],
  ['a queue', ['add', '--hours', '1', '--project', 'A', '--user', 'ann', '--offline'], machine],
])('%s that cannot be kept is a fault of the place, which is named', async (_, args, client) => {
  const env = {
    // A file cannot hold a folder.
    XDG_CACHE_HOME: join(folder, 'file'),
    XDG_DATA_HOME: join(folder, 'file'),
    TIMESHEETS_API_URL: 'http://127.0.0.1:9',
    TIMESHEETS_ISSUER: 'http://127.0.0.1:9',
    TIMESHEETS_AUDIENCE: 'https://api.test',
    ...client,
  }
  const { exitCode, stderr } = await runCli(args, env, folder)
  expect(stderr).toMatch(/^timesheets: (could not write|Cannot read the queue in) .*file\/.*ENOTDIR.*\n$/)
  expect(exitCode).toBe(2)
})
