import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { defaultAudience, findPerson, namedPeople } from 'dev-issuer'
import { freePort } from 'test-postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../packages/timesheets-sdk/test/support/bundle.ts'
import { sharedBrowser } from '../support/browser.ts'
import { clientWith, entriesOf } from '../support/client.ts'
import { daysAgo } from '../support/days.ts'
import {
  example,
  folderWithNpx,
  readExample,
  serveBrowserExample,
  shell,
  startExample,
} from '../support/examples.ts'
import { TestProcess } from '../support/process.ts'
import { root } from '../support/programs.ts'
import { chooseDemoPerson } from '../support/sign-in.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { machineToken, personToken } from '../support/tokens.ts'

let stack: AsyncDisposableStack
let system: TestSystem
/** Where the page of the browser example is. */
let origin: string

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const port = await freePort()
  origin = `http://localhost:${port}`
  system = stack.use(
    await startSystem({
      engine: 'sqlite',
      issuer: { spaOrigins: [origin] },
      apiEnv: { WEBHOOK_ALLOW_PRIVATE: 'true', CORS_ORIGINS: origin },
    }),
  )
  const { api, issuer } = system
  const settings = { api: api.url, issuer: issuer.issuer, audience: defaultAudience, clientId: 'spa' }
  stack.use(await serveBrowserExample(port, settings))
})
afterAll(() => stack?.disposeAsync())

const date = daysAgo(7)
const machineClient = async () => clientWith(system.api.url, await machineToken(system.issuer.issuer))
const storedFor = async (userId: string) => {
  const entries = await entriesOf(await machineClient(), userId)
  return entries.map(({ externalId, hours }) => [externalId, hours])
}

describe('an example pushes', () => {
  it('from cron, and fails if an entry is rejected, so that cron sends a mail', async () => {
    const [, command = ''] = /^15 2 \* \* \* (.*)$/m.exec(await readExample('cron/crontab')) ?? []
    const { env } = system.asMachine()
    const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`)
    await writeFile(join(system.folder, 'push.env'), lines.join(''))
    const placed = command
      .replace('/opt/push-hours', example('cron'))
      .replace('/tmp/push-hours.lock', join(system.folder, 'push.lock'))
      .replace('push.env', join(system.folder, 'push.env'))
      .replace('hours.ndjson', join(system.folder, 'hours.ndjson'))
    const push = async (minutes: readonly number[]) => {
      const rows = minutes.map((value, index) => ({
        number: index,
        employee: 'cron',
        day: date,
        order: 'ACME-42',
        minutes: value,
      }))
      await writeFile(join(system.folder, 'hours.ndjson'), rows.map((row) => JSON.stringify(row)).join('\n'))
      return shell(placed, {})
    }

    expect(await push([450, 30])).toBe('2 created, 0 updated, 0 unchanged, 0 rejected\n')
    expect(await push([450, 60])).toBe('0 created, 1 updated, 1 unchanged, 0 rejected\n')
    await expect(push([450, 60, 3_000])).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^erp-2: /),
    })
    expect(await storedFor('auth0|cron')).toEqual([
      ['erp-0', 7.5],
      ['erp-1', 1],
    ])
  })

  it('from a GitHub Actions workflow, by the command line', async () => {
    const [, command = ''] = /run: (.*)$/m.exec(await readExample('github-actions/push-hours.yml')) ?? []
    await writeFile(
      join(system.folder, 'hours.csv'),
      `userId,date,project,hours\nauth0|actions,${date},ACME-42,3\n`,
    )
    const { cwd, env } = system.asMachine()
    const PATH = `${await folderWithNpx(system.folder)}${delimiter}${process.env.PATH}`
    await shell(command, { cwd, env: { ...env, PATH, FILE: 'hours.csv' } })
    expect(await storedFor('auth0|actions')).toEqual([[expect.any(String), 3]])
  })

  it('from a serverless function, which returns what can succeed later', async () => {
    const entry = { userId: 'auth0|queue', date, project: 'ACME-42' }
    const bodies = [
      JSON.stringify({ ...entry, hours: 2 }),
      JSON.stringify({ ...entry, hours: 25 }),
      'no JSON',
    ]
    const input = JSON.stringify({
      Records: bodies.map((body, index) => ({ messageId: `m-${index}`, body })),
    })
    const invoke = (env: Readonly<Record<string, string>>) =>
      new TestProcess(example('serverless/invoke.ts'), [], { input, env }).ended
    const { env } = system.asMachine()

    const { stdout, stderr } = await invoke(env)
    expect(JSON.parse(stdout)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-2' }] })
    expect(JSON.parse(stderr)).toMatchObject({ rejected: 'm-1' })
    expect(await storedFor('auth0|queue')).toEqual([['m-0', 2]])

    const denied = await invoke({ ...env, TIMESHEETS_CLIENT_SECRET: 'wrong' })
    expect(JSON.parse(denied.stdout).batchItemFailures).toHaveLength(3)
  })

  it('by curl, and a second time changes nothing', async () => {
    const file = join(system.folder, 'entries.json')
    await writeFile(file, (await readExample('curl/entries.json')).replaceAll(/2026-11-2\d/g, date))
    const { env } = system.asMachine()
    const push = async () => {
      const printed = await shell(`sh push.sh ${file} 'auth0|maria'`, { cwd: example('curl'), env })
      return printed
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    }
    expect(await push()).toEqual([
      expect.objectContaining({ created: 2, rejected: 0 }),
      expect.objectContaining({ data: expect.toSatisfy((entries: unknown[]) => entries.length === 2) }),
    ])
    expect(await push()).toEqual([expect.objectContaining({ created: 0, unchanged: 2 }), expect.anything()])
  })
})

describe.each(['express', 'fastify', 'hono'])('a service on %s', (framework) => {
  it('returns 200, 401, 403 and 503 as the token and the issuer ask for', async () => {
    const { env } = system.asMachine()
    await using service = await startExample(`token-check/${framework}.ts`, env)
    const call = async (url: string, token?: string) => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
      const response = await fetch(`${url}/budget`, { headers })
      return [response.status, response.headers.get('www-authenticate') ?? (await response.text())] as const
    }
    const machine = await machineToken(system.issuer.issuer)
    const person = await personToken(system.issuer.issuer, namedPeople.employee)
    const without = await personToken(system.issuer.issuer, namedPeople.employee, 'create:timesheets')

    expect(await call(service.url, machine)).toEqual([200, '{"caller":"m2m-push","hoursLeft":120}'])
    expect(await call(service.url, person)).toEqual([200, expect.stringContaining('auth0|')])
    expect(await call(service.url)).toEqual([401, expect.stringContaining('Bearer ')])
    expect(await call(service.url, `${machine}x`)).toEqual([401, expect.stringContaining('invalid_token')])
    expect(await call(service.url, without)).toEqual([403, expect.stringContaining('read:timesheets')])

    const nowhere = `http://localhost:${await freePort()}/`
    await using cutOff = await startExample(`token-check/${framework}.ts`, {
      ...env,
      TIMESHEETS_ISSUER: nowhere,
    })
    const claims = Buffer.from(JSON.stringify({ ...claimsOf(machine), iss: nowhere })).toString('base64url')
    const forIt = machine.split('.').with(1, claims).join('.')
    expect((await call(cutOff.url, forIt))[0]).toBe(503)
  })
})

const claimsOf = (token: string): object =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

it('the webhook receiver keeps each event once, also after a restart, and rejects a forged one', async () => {
  const office = clientWith(system.api.url, await machineToken(system.issuer.issuer, 'm2m-office'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const { id, secret } = await office.webhooks.create({ url, events: ['entry.*'] })
  const file = join(system.folder, 'events.ndjson')
  const env = { PORT: String(port), WEBHOOK_SECRET: secret, EVENTS_FILE: file }
  const types = async () =>
    (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type)
  {
    await using _receiver = await startExample('webhook-receiver/receiver.ts', env)
    expect(await office.webhooks.test(id)).toMatchObject({ delivered: true })
    const forged = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1795795200',
      'webhook-signature': 'v1,AAAA',
    }
    expect((await fetch(url, { method: 'POST', headers: forged, body: '{}' })).status).toBe(400)
  }
  await using _again = await startExample('webhook-receiver/receiver.ts', env)
  const kept = JSON.parse(await readFile(file, 'utf8'))
  expect(kept).toMatchObject({ type: 'webhook.test' })
  await office.webhooks.test(id)
  expect(await types()).toEqual(['webhook.test', 'webhook.test'])
})

it('the generated client compiles and reads every page', async () => {
  const folder = join(system.folder, 'openapi-client')
  await cp(example('openapi-client'), folder, { recursive: true })
  await symlink(example('node_modules'), join(folder, 'node_modules'))
  const token = await machineToken(system.issuer.issuer)
  const rows = [1, 2, 3].map((hours) => ({ userId: 'auth0|page', date, project: 'ACME-42', hours }))
  await clientWith(system.api.url, token).entries.push(rows)

  await shell(
    `openapi-typescript ${system.api.url}/openapi.json --output timesheets-api.d.ts && ${join(root, 'node_modules/.bin/tsc')}`,
    {
      cwd: folder,
      env: { PATH: `${example('node_modules/.bin')}${delimiter}${process.env.PATH}` },
    },
  )
  const { stdout } = await new TestProcess(join(folder, 'read.mts'), ['auth0|page'], {
    env: { TIMESHEETS_API_URL: system.api.url, TIMESHEETS_TOKEN: token },
  }).ended
  expect(stdout.trim().split('\n').toSorted()).toEqual(rows.map(({ hours }) => `${date} ACME-42 ${hours}`))
})

it('the page without a build signs a person in and shows their hours', async () => {
  const browser = await sharedBrowser()
  await using visit = await browser.open()
  const { page } = visit
  const maria = findPerson(namedPeople.employee)
  await (await machineClient()).entries.create({
    userId: maria?.userId ?? '',
    date,
    project: 'ACME-42',
    hours: 7.5,
  })
  await page.goto(origin)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await chooseDemoPerson(page)
  await page.getByRole('status').getByText('Maria Silva: 7.5 h').waitFor()
  expect(new URL(page.url()).search).toBe('')
  expect(visit.problems).toEqual([])
})

it('an outbox in IndexedDB sends each change once, from two tabs, after a restart and a lost response', async () => {
  const browser = await sharedBrowser()
  await using visit = await browser.openNew()
  const { context } = visit
  const john = findPerson(namedPeople.contractor)
  const settings = {
    api: system.api.url,
    token: await personToken(system.issuer.issuer, namedPeople.contractor),
    owner: john?.userId ?? '',
  }
  const script = await bundle(`
    import { staticToken } from 'timesheets-sdk/auth'
    import { createClient } from 'timesheets-sdk/client/core'
    import { entries } from 'timesheets-sdk/client/entries'
    import { me } from 'timesheets-sdk/client/me'
    import { createOutbox, indexedDbStorage } from 'timesheets-sdk/outbox'
    export function outboxOf({ api, token, owner }) {
      const options = { baseUrl: api, tokenProvider: staticToken(token), retry: { attempts: 1 } }
      const client = createClient(options, { entries, me })
      return createOutbox({ storage: indexedDbStorage(), client, owner })
    }`)
  /** Runs code in a new tab, with the outbox of this browser. */
  const inTab = async (code: string): Promise<unknown> => {
    const page = await context.newPage()
    await page.goto(`${origin}/settings.json`)
    const run = `${script}; const outbox = sdk.outboxOf(${JSON.stringify(settings)}); ${code}`
    const result = await page.evaluate(`(async () => { ${run} })()`)
    await page.close()
    return result
  }
  const creation = (project: string) => `
    const entry = { date: '${date}', project: '${project}', hours: 0.5 }
    for (let count = 0; count < 5; count++) await outbox.create(entry)`
  await Promise.all([inTab(creation('TAB-1')), inTab(creation('TAB-2'))])

  let lost = 0
  await context.route(`${system.api.url}/timesheets`, async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost++
    await route.fetch()
    await route.abort()
  })
  const sending =
    'const { sent, left, stoppedBy } = await outbox.send(); return [sent.length, left, stoppedBy?.code]'
  expect(await inTab(sending)).toEqual([0, 10, 'network_error'])
  const reports = (await Promise.all([inTab(sending), inTab(sending)])) as [number, number, unknown][]
  expect(reports.map(([, left, code]) => [left, code])).toEqual([
    [0, undefined],
    [0, undefined],
  ])
  expect(reports.reduce((sum, [sent]) => sum + sent, 0)).toBe(10)
  const stored = await storedFor(settings.owner)
  expect(stored).toHaveLength(10)
  expect(new Set(stored.map(([id]) => id)).size).toBe(10)
})
