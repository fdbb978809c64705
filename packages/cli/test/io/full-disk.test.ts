import { rmSync } from 'node:fs'
import { type FileHandle, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Caller } from 'timesheets-sdk/rules'
import { machineCaller, personCaller } from 'timesheets-sdk/testing'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type StandardStream, streamOutput, withoutStopping } from '../../src/io/process/stream-output.ts'
import { runToEnd } from '../../src/run-to-end.ts'
import { maria, useFakeApi } from '../support/fake-api.ts'
import { deviceIssuer, deviceSettings } from '../support/fake-device-issuer.ts'
import { leafCommands } from '../support/leaf-commands.ts'

const boss = personCaller('auth0|boss', {
  scopes: ['read:timesheets', 'create:timesheets', 'approve:timesheets', 'approve:any', 'manage:timesheets'],
})
const machine = machineCaller('m2m-push')
const week = '2026-W46'

/** The stored objects before a command runs, by id. */
interface World {
  readonly entry: string
  readonly webhook: string
  readonly folder: string
}

interface Case {
  readonly args: (world: World) => readonly string[]
  /** Default: the boss. */
  readonly caller?: Caller
  /** The week's status before. Default: open. */
  readonly status?: 'submitted' | 'approved'
}

let addedProfiles = 0

/** Every command, in a way that has it print something. One that is not here fails the tests. */
const cases: Readonly<Record<string, Case>> = {
  push: { args: ({ folder }) => [join(folder, 'entries.csv'), '--no-report'], caller: machine },
  'import check': { args: ({ folder }) => [join(folder, 'entries.csv')] },
  list: { args: () => [], caller: maria },
  add: { args: () => ['--project', 'A', '--hours', '1'], caller: maria },
  fill: { args: () => ['mon', '--week', week, '--project', 'A', '--hours', '1'], caller: maria },
  'timer start': {
    args: ({ folder }) => {
      rmSync(join(folder, '.local/state/timesheets/timer.json'))
      return ['--project', 'A']
    },
    caller: maria,
  },
  'timer stop': { args: () => [], caller: maria },
  'timer status': { args: () => [], caller: maria },
  undo: { args: () => [], caller: maria },
  show: { args: ({ entry }) => [entry], caller: maria },
  edit: { args: ({ entry }) => [entry, '--hours', '2'], caller: maria },
  delete: { args: ({ entry }) => [entry], caller: maria },
  export: { args: () => [], caller: maria },
  'weeks list': { args: () => [], caller: maria },
  'weeks queue': { args: () => [], status: 'submitted' },
  'weeks show': { args: () => [week, '--user', maria.userId ?? ''] },
  'weeks submit': { args: () => [week], caller: maria },
  'weeks recall': { args: () => [week], caller: maria, status: 'submitted' },
  'weeks approve': { args: () => [week, maria.userId ?? ''], status: 'submitted' },
  'weeks reject': { args: () => [week, maria.userId ?? '', '--reason', 'x'], status: 'submitted' },
  'weeks reopen': { args: () => [week, maria.userId ?? '', '--reason', 'x'], status: 'approved' },
  missing: { args: () => ['--week', week] },
  remind: { args: () => ['--week', week] },
  'report hours': { args: () => ['--from', '2026-11-01', '--to', '2026-11-30', '--status', 'any'] },
  'periods list': { args: () => [] },
  'periods show': { args: () => ['2026-10'] },
  'periods close': { args: () => ['2026-10'] },
  'periods reopen': { args: () => ['2026-10', '--reason', 'x'] },
  'periods export': { args: () => ['2026-10'] },
  'people list': { args: () => [] },
  'people show': { args: () => [maria.userId ?? ''] },
  'people import': { args: ({ folder }) => [join(folder, 'people.csv')] },
  // Not Maria, who has logged hours.
  'people remove': { args: () => ['auth0|leaver'] },
  newcomers: { args: () => [] },
  'absences list': { args: () => ['--user', maria.userId ?? ''] },
  'absences import': { args: ({ folder }) => [join(folder, 'absences.csv')] },
  'absences remove': { args: () => [maria.userId ?? '', '2026-11-02'] },
  'holidays import': { args: ({ folder }) => [join(folder, 'holidays.ics'), '--calendar', 'DE-BE'] },
  'projects list': { args: () => [] },
  'projects import': { args: ({ folder }) => [join(folder, 'projects.csv')] },
  'projects remove': { args: () => ['A'] },
  events: { args: () => [], caller: maria },
  history: { args: () => [week], caller: maria },
  'webhooks list': { args: () => [] },
  'webhooks add': { args: () => ['https://hooks.abc.example/x', '--events', 'week.*'] },
  'webhooks show': { args: ({ webhook }) => [webhook] },
  'webhooks deliveries': { args: ({ webhook }) => [webhook] },
  'webhooks pause': { args: ({ webhook }) => [webhook] },
  'webhooks resume': { args: ({ webhook }) => [webhook] },
  'webhooks remove': { args: ({ webhook }) => [webhook] },
  'webhooks rotate-secret': { args: ({ webhook }) => [webhook] },
  'webhooks skip': { args: ({ webhook }) => [webhook, '--through', '1'] },
  'webhooks replay': { args: ({ webhook }) => [webhook, '--after', '0'] },
  'webhooks test': { args: ({ webhook }) => [webhook] },
  'feed create': { args: () => [], caller: maria },
  'feed show': { args: () => [], caller: maria },
  'feed withdraw': { args: () => [], caller: maria },
  sync: { args: () => ['--list'], caller: maria },
  login: { args: () => [] },
  logout: { args: () => [] },
  whoami: { args: () => [] },
  'config list': { args: () => [] },
  'config get': { args: () => ['api-url'] },
  'config set': { args: () => ['issuer', 'https://issuer.test', '--json'] },
  'config unset': { args: () => ['issuer', '--json'] },
  'config path': { args: () => [] },
  'profiles list': { args: () => [] },
  'profiles add': { args: () => [`added-${++addedProfiles}`, '--api-url', 'https://timesheets.test'] },
  'profiles remove': { args: () => ['staging'] },
  completion: { args: () => ['bash'] },
  man: { args: () => [] },
}

test('every command is tried on a full disk', () => {
  expect(Object.keys(cases).sort()).toEqual(
    leafCommands()
      .map(({ name }) => name)
      .sort(),
  )
})

describe('on a full disk', () => {
  const { api, context } = useFakeApi(deviceIssuer)
  let folder = ''
  let full: FileHandle
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-full-'))
    await writeFile(join(folder, 'entries.csv'), 'userId,date,project,hours\nauth0|maria,2026-11-12,A,1\n')
    await writeFile(
      join(folder, 'people.csv'),
      'userId,name,kind,expectedHoursPerWeek,activeFrom\njohn,John,employee,40,2026-01-01\n',
    )
    await writeFile(
      join(folder, 'absences.csv'),
      'userId,from,to,kind\nauth0|maria,2026-12-01,2026-12-02,vacation\n',
    )
    await writeFile(join(folder, 'projects.csv'), 'code,name\nB,Bee\n')
    const day = ['BEGIN:VEVENT', 'UID:1', 'DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY', 'END:VEVENT']
    const calendar = ['BEGIN:VCALENDAR', ...day, 'END:VCALENDAR', '']
    await writeFile(join(folder, 'holidays.ics'), calendar.join('\r\n'))
    full = await open('/dev/full', 'w')
  })
  afterAll(async () => {
    await full.close()
    await rm(folder, { recursive: true })
  })

  /**
   * The device as Node hands it to a process whose output is redirected to it: a stream other than a socket.
   */
  const fullOutput = (name: string) =>
    streamOutput(Object.assign(new Writable(), { fd: full.fd }) as unknown as StandardStream, name)

  async function world(status?: 'submitted' | 'approved'): Promise<World> {
    const { client, openOutbox } = await context(maria).connect()
    await (await openOutbox()).create({ date: '2026-11-12', project: 'A', hours: 1 })
    const { id: entry } = await client.entries.create({ date: '2026-11-12', project: 'A', hours: 1 })
    await client.feed.create()
    await mkdir(join(folder, 'profiles'), { recursive: true })
    await writeFile(join(folder, 'profiles', 'staging.json'), '{"api-url":"https://timesheets.test"}')
    api.addPerson('auth0|leaver')
    api.addPerson('auth0|maria', { email: 'maria@abc.example' })
    api.addAbsence('auth0|maria', '2026-11-02', '2026-11-03')
    api.addProject('A')
    if (status) api.setWeekStatus('auth0|maria', week, status)
    const manager = await context(boss).connect()
    await manager.client.me()
    await client.entries.create({ date: '2026-10-12', project: 'A', hours: 1 })
    api.setWeekStatus('auth0|maria', '2026-W42', 'approved')
    await manager.client.periods.close('2026-10', { force: true, reason: 'x' })
    const { id: webhook } = await manager.client.webhooks.create({
      url: 'https://h.abc.example',
      events: ['week.*'],
    })
    await manager.client.webhooks.test(webhook)
    const state = join(folder, '.local/state/timesheets')
    await mkdir(state, { recursive: true })
    const startedAtMs = Date.parse('2026-11-24T11:00:00Z')
    const timer = { startedAtMs, date: '2026-11-24', project: 'A', externalId: 'timer:1' }
    await writeFile(join(state, 'timer.json'), JSON.stringify(timer))
    const added = { id: entry, change: 'added' }
    const last = { command: 'add to A', host: 'timesheets.test', entries: [added] }
    await writeFile(join(state, 'last-change.json'), JSON.stringify(last))
    return { entry, webhook, folder }
  }

  async function run(args: readonly string[], caller: Caller, isErrorFull = false) {
    const { io, connect } = context(caller, {
      env: {
        HOME: folder,
        TIMESHEETS_API_URL: 'https://timesheets.test',
        TIMESHEETS_CONFIG: join(folder, 'config.json'),
        ...deviceSettings,
      },
    })
    const flush = async () => {}
    const stderr = isErrorFull
      ? withoutStopping(fullOutput('the standard error output'))
      : { ...io.stderr, flush }
    const exitCode = await runToEnd(args, '1.2.3', {
      io: { ...io, stdout: fullOutput('the standard output'), stderr },
      connect,
    })
    return { exitCode, stderr: io.stderr.text }
  }

  const variants = leafCommands().flatMap(({ name, command }) => {
    const isForPrograms = command.options.some(({ long }) => long === '--json')
    const formats = command.options.find(({ long }) => long === '--format')?.argChoices ?? []
    // The format of what they read.
    const isOutput = name !== 'push' && name !== 'import check'
    return [
      { name, flags: [] as string[] },
      ...(isForPrograms ? [{ name, flags: ['--json'] }] : []),
      ...(isOutput ? formats.map((format) => ({ name, flags: ['--format', format] })) : []),
    ]
  })
  it.each(variants)('$name $flags fails and says why', async ({ name, flags }) => {
    const { args, caller = boss, status } = cases[name] as Case
    const { exitCode, stderr } = await run(
      [...name.split(' '), ...args(await world(status)), ...flags],
      caller,
    )
    expect(stderr).toMatch(
      /(^|\n)timesheets: could not write to the standard output: no space left on device \(ENOSPC\)\. \S.*\n$/,
    )
    expect(exitCode).toBe(1)
  })

  it.each([['--version'], ['--help'], ['push', '--help'], ['webhooks', 'add', '--help']])(
    '%s %s %s fails, too',
    async (...args) => {
      const { exitCode, stderr } = await run(args, boss)
      expect(stderr).toMatch(/^timesheets: could not write to the standard output: no space left on device/)
      expect(exitCode).toBe(1)
    },
  )

  it.each(['webhooks add', 'webhooks rotate-secret'])(
    '%s says how to get a secret that could not be shown',
    async (name) => {
      const { webhook, ...rest } = await world()
      const { stderr } = await run(
        [...name.split(' '), ...(cases[name] as Case).args({ webhook, ...rest })],
        boss,
      )
      const { client } = await context(boss).connect()
      const ids: string[] = []
      for await (const { id } of client.webhooks.list()) ids.push(id)
      const expected = name === 'webhooks add' ? ids.find((id) => id !== webhook) : webhook
      expect(stderr).toContain(`For a new one, run: timesheets webhooks rotate-secret ${expected}\n`)
      expect(stderr).not.toContain('whsec_')
    },
  )

  it('feed create says how to get an address that could not be shown', async () => {
    await world()
    const { stderr } = await run(['feed', 'create'], maria)
    expect(stderr).toContain('For a new one, run: timesheets feed create\n')
    expect(stderr).not.toContain('feed_')
  })

  it.each(['add', 'edit', 'delete', 'weeks submit', 'people remove'])(
    '%s says that the change was made, so that nobody makes it twice',
    async (name) => {
      const { args, caller = boss } = cases[name] as Case
      const { stderr } = await run([...name.split(' '), ...args(await world())], caller)
      expect(stderr).toContain('The change was made all the same: do not run the command again.\n')
    },
  )

  it('fails where only notes could not be written, and does its work', async () => {
    const { entry } = await world()
    await writeFile(join(folder, 'config.json'), '{}')
    expect(await run(['config', 'set', 'api-url', 'https://abc.example'], boss, true)).toMatchObject({
      exitCode: 1,
    })
    await run(['delete', entry], maria, true)
    expect(api.entries.map(({ id }) => id)).not.toContain(entry)
  })
})
