import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { freePort } from 'test-postgres'
import { expect, it } from 'vitest'
import { TestProcess } from '../support/process.ts'
import { program } from '../support/programs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('starts everything, pushes, reads back, and finds it all again the second time', async () => {
  await using place = await somePlace()
  {
    await using start = place.start()
    await start.says(/^ready$/m)
    expect(start.output).toMatch(/\d+ created/)
    expect((await fetch(`${place.api}/docs`, { redirect: 'follow' })).status).toBe(200)
    expect((await fetch(`${place.issuer}.well-known/openid-configuration`)).status).toBe(200)
    expect(await (await fetch(place.web)).text()).toContain('<title>Timesheets</title>')
    for (const url of [place.api, place.issuer, place.web, place.docs]) expect(start.output).toContain(url)
    expect(start.output).toContain('on this machine only')
    expect(await isServed(`${place.docs}/readyz`)).toBe(true)
    for (const port of [place.apiPort, place.issuerPort, place.webPort, place.docsPort]) {
      // Another address of this machine: who listens on all of them listens there, too.
      expect(await isServed(`http://127.0.0.2:${port}/`)).toBe(false)
    }

    const { code, stderr } = await start.end('SIGINT')
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('Error') })
    await expectNothingRuns(place)
  }
  {
    await using again = place.start()
    await again.says(/^ready$/m)
    expect(again.output).toMatch(/[1-9]\d* unchanged/)
    expect(again.output).not.toMatch(/[1-9]\d* created/)
    expect((await again.end('SIGTERM')).code).toBe(0)
    await expectNothingRuns(place)
  }
})

it('leaves nothing running when it is killed', async () => {
  await using place = await somePlace()
  await place.createEmptyDatabase()
  await using start = place.start()
  await expect.poll(() => isServed(`${place.api}/readyz`), { timeout: 60_000 }).toBe(true)
  await start.end('SIGKILL')
  await expectNothingRuns(place)
})

it('stops cleanly in the middle of the push', async () => {
  await using place = await somePlace()
  await place.createEmptyDatabase()
  await using start = place.start()
  await start.says(/timesheets push/)
  expect((await start.end('SIGINT')).code).toBe(0)
  await expectNothingRuns(place)
})

it('says in one line that a port is taken and what to do', async () => {
  await using place = await somePlace()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(place.apiPort, '127.0.0.1', resolve))
  try {
    await using start = place.start()
    const { code, stderr } = await start.ended
    expect(code).toBe(1)
    expect(stderr).toBe(
      `port ${place.apiPort} is taken: stop what listens there, or set TIMESHEETS_API_PORT to another port\n`,
    )
    expect(await isServed(place.issuer)).toBe(false)
  } finally {
    other.close()
  }
})

it('says in one line that the folder can’t be written and what to do', async () => {
  await using place = await somePlace()
  const file = join(place.dataDirectory, 'a-file')
  await writeFile(file, '')
  await using start = place.start({ DATA_DIR: join(file, 'data') })
  const { code, stderr } = await start.ended
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /^.*a-file\/data can't be written \(ENOTDIR\): make it writable, or set DATA_DIR .*\n$/,
  )
})

it('says which server died and why, and stops the other', async () => {
  await using place = await somePlace()
  await writeFile(join(place.dataDirectory, 'timesheets.sqlite'), 'not a database '.repeat(100))
  await using start = place.start()
  const { code, stderr } = await start.ended
  expect(code).toBe(1)
  const log = (await readFile(join(place.dataDirectory, 'logs/api.log'), 'utf8')).trim()
  expect(log).not.toBe('')
  expect(stderr).toMatch(/^the API ended with exit code \d+; the end of .*api\.log says why\n/)
  // That line, then the log's lines, and nothing else.
  expect(stderr.split('\n').slice(1)).toEqual([...log.split('\n').map((line) => `  ${line}`), ''])
  await expectNothingRuns(place)
})

async function somePlace() {
  const folder = await temporaryFolder()
  const apiPort = await freePort()
  const issuerPort = await freePort()
  const webPort = await freePort()
  const docsPort = await freePort()
  return {
    apiPort,
    issuerPort,
    webPort,
    docsPort,
    api: `http://localhost:${apiPort}`,
    issuer: `http://localhost:${issuerPort}/`,
    web: `http://localhost:${webPort}`,
    docs: `http://localhost:${docsPort}`,
    dataDirectory: folder.path,
    start: (env: Readonly<Record<string, string>> = {}) =>
      new TestProcess(program('start'), [], {
        // As somebody's shell has it: where packages have changed since they were built, start builds them.
        env: {
          ...inheritedEnv(),
          TIMESHEETS_API_PORT: String(apiPort),
          TIMESHEETS_ISSUER_PORT: String(issuerPort),
          TIMESHEETS_WEB_PORT: String(webPort),
          TIMESHEETS_DOCS_PORT: String(docsPort),
          DATA_DIR: folder.path,
          ...env,
        },
      }),
    /** Only a database that is missing is filled with a year of data, which takes long. */
    createEmptyDatabase: () => writeFile(join(folder.path, 'timesheets.sqlite'), ''),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

function inheritedEnv(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']))
}

async function expectNothingRuns(place: { readonly api: string; readonly issuer: string }): Promise<void> {
  await expect.poll(() => isServed(place.api), { timeout: 10_000 }).toBe(false)
  await expect.poll(() => isServed(place.issuer), { timeout: 10_000 }).toBe(false)
}

async function isServed(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).arrayBuffer()
    return true
  } catch {
    return false
  }
}
