import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machineCaller, personCaller } from 'timesheets-sdk/testing'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { exportCommand, exportEntries } from '../../../src/commands/entries/export.ts'
import { list } from '../../../src/commands/entries/list.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [[], { filters: {}, format: 'csv', output: undefined }],
  [
    ['--from', '2026-11-01', '--format', 'ndjson', '--output', 'x.ndjson'],
    { filters: { from: '2026-11-01' }, format: 'ndjson', output: 'x.ndjson' },
  ],
  [['--everyone'], { filters: { everyone: true }, format: 'csv', output: undefined }],
  [['--everyone', '--user', 'x'], '--user and --everyone exclude each other'],
  [['-o', 'x.csv'], { filters: {}, format: 'csv', output: 'x.csv' }],
  [['--format', 'xml'], expect.stringContaining('Allowed choices are csv, xlsx, ndjson')],
])('export %j', async (args, expected) => {
  expect(await optionsOf(exportCommand, args)).toEqual(expected)
})

describe('export', () => {
  const { context } = useFakeApi()
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-export-'))
    const { client } = await context(maria).connect()
    await client.entries.create({ date: '2026-11-12', project: 'A', hours: 1, note: '=1+1' })
  })
  afterEach(() => rm(folder, { recursive: true }))

  const csv =
    /^userId,date,project,hours,note,billable,externalId,status,id,minutes,version\r\nauth0\|maria,2026-11-12,A,1,'=1\+1,/

  it('writes CSV to the standard output', async () => {
    const { io, connect } = context(maria)
    expect(await exportEntries({ filters: {}, format: 'csv', output: undefined }, { io, connect })).toBe(0)
    expect(io.stdout.text).toMatch(csv)
  })

  it('writes everybody’s entries for a machine that may approve', async () => {
    const jon = await context(personCaller('auth0|jon')).connect()
    await jon.client.entries.create({ date: '2026-11-13', project: 'B', hours: 2 })
    const scopes = ['read:timesheets', 'approve:timesheets'] as const
    const { io, connect } = context(machineCaller('payroll', { scopes: [...scopes] }))
    const options = { filters: { everyone: true }, format: 'csv', output: undefined } as const
    expect(await exportEntries(options, { io, connect })).toBe(0)
    expect(io.stdout.text.split('\r\n').slice(1, 3)).toEqual([
      expect.stringMatching(/^auth0\|jon,2026-11-13,B,2,/),
      expect.stringMatching(/^auth0\|maria,2026-11-12,A,1,/),
    ])
    const listed = { filters: { everyone: true }, limit: undefined, json: false }
    const table = context(personCaller('auth0|boss', { scopes: [...scopes] }))
    await list(listed, table)
    expect(table.io.stdout.lines[0]).toMatch(/^PERSON +DATE +PROJECT/)
    expect(table.io.stdout.lines.slice(1).map((line) => line.split(' ')[0])).toEqual([
      'auth0|jon',
      'auth0|maria',
    ])
  })

  it('writes NDJSON', async () => {
    const { io, connect } = context(maria)
    await exportEntries({ filters: {}, format: 'ndjson', output: undefined }, { io, connect })
    expect(io.stdout.lines.map((line) => JSON.parse(line))).toMatchObject([{ note: '=1+1' }])
  })

  it('writes a file, and leaves nothing else behind', async () => {
    const output = join(folder, 'november.csv')
    await writeFile(output, 'before')
    await exportEntries({ filters: {}, format: 'csv', output }, context(maria))
    expect(await readFile(output, 'utf8')).toMatch(csv)
    expect(await readdir(folder)).toEqual(['november.csv'])
  })

  it('leaves a file as it was when it fails', async () => {
    const output = join(folder, 'november.csv')
    await writeFile(output, 'before')
    const options = { filters: {}, format: 'csv', output } as const
    await expect(exportEntries(options, context(machine))).rejects.toMatchObject({ code: 'user_id_required' })
    expect(await readFile(output, 'utf8')).toBe('before')
    expect(await readdir(folder)).toEqual(['november.csv'])
  })

  it('writes to where a link points, and keeps the link', async () => {
    await symlink(join(folder, 'target.csv'), join(folder, 'link.csv'))
    await writeFile(join(folder, 'target.csv'), '')
    await exportEntries({ filters: {}, format: 'csv', output: join(folder, 'link.csv') }, context(maria))
    expect(await readFile(join(folder, 'target.csv'), 'utf8')).toMatch(csv)
  })

  it('writes to a device as it is', async () => {
    await exportEntries({ filters: {}, format: 'csv', output: '/dev/null' }, context(maria))
    expect(await readFile('/dev/null', 'utf8')).toBe('')
  })

  it.each(['missing/november.csv', '.'])('refuses to write to %s', async (path) => {
    const options = { filters: {}, format: 'csv', output: join(folder, path) } as const
    await expect(exportEntries(options, context(maria))).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(/could not write .*\(ENOENT\)|is a folder/),
    })
  })
})
