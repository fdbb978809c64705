import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvHeader, csvLine } from 'timesheets-sdk/contract'
import { machineCaller } from 'timesheets-sdk/testing'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { type PushOptions, push, pushCommand } from '../../../src/commands/entries/push.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const plain = { format: undefined, dryRun: false, json: false, report: undefined }

test.each([
  [['november.csv'], { ...plain, file: 'november.csv' }],
  [['-'], { ...plain, file: '-' }],
  [
    ['november.txt', '--format', 'csv', '--dry-run', '--json', '--report', 'r.csv'],
    { file: 'november.txt', format: 'csv', dryRun: true, json: true, report: 'r.csv' },
  ],
  [['november.csv', '--source', 'erp'], { ...plain, file: 'november.csv', source: 'erp' }],
  [
    ['a.csv', '--sync', '--from', '2026-11-01', '--to', '2026-11-30', '--max-deletions', '5%'],
    { ...plain, file: 'a.csv', sync: { from: '2026-11-01', to: '2026-11-30', maxDeletions: 0.05 } },
  ],
  [['a.csv', '--sync', '--from', '2026-11-01'], expect.stringContaining('--sync needs the days')],
  [['a.csv', '--from', '2026-11-01'], '--from is for --sync'],
  [
    ['a.csv', '--sync', '--from', '2026-11-01', '--to', '2026-11-31'],
    '2026-11-31 is not a date: write YYYY-MM-DD',
  ],
  [['november.csv', '--no-report'], { ...plain, file: 'november.csv', report: false }],
  [[], expect.stringContaining("missing required argument 'file'")],
  [['a.csv', 'b.csv'], expect.stringContaining('too many arguments')],
  [['a.csv', '--format', 'xls'], expect.stringContaining('Allowed choices are csv, ndjson, json')],
  [['a.csv', '--report', './a.csv'], '--report names the file that is pushed'],
])('push %j', async (args, expected) => {
  expect(await optionsOf(pushCommand, args)).toEqual(expected)
})

describe('push', () => {
  const { api, context, requests } = useFakeApi()
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-push-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function file(content: string | Uint8Array, name = 'november.csv'): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }

  async function pushed(
    path: string,
    options: Partial<PushOptions> = {},
    { caller = machine, stdin = '' }: { caller?: typeof machine; stdin?: string } = {},
  ) {
    const { io, connect } = context(caller, { stdin })
    const exitCode = await push({ ...plain, file: path, ...options }, { io, connect })
    const shown = (text: string) => text.replaceAll(`${folder}/`, '')
    return { exitCode, out: shown(io.stdout.text), err: shown(io.stderr.text) }
  }

  const header = 'userId,date,project,hours,note,billable,externalId\n'
  const two = `${header}auth0|maria,2026-11-12,A,7.5,,,\nauth0|jon,2026-11-13,B,8,,,\n`
  const mixed = [
    header,
    'auth0|maria,2026-11-12,A,7.5,"x, y",,\n',
    'auth0|maria,2026-11-13,A,"7,x",,,\n',
    'auth0|maria,2026-11-14,A,25,,,\n',
    'auth0|jon,2026-11-13,B,"unclosed,8,,\n',
    'auth0|jon,2026-11-13,B,8,,no,crm-7\n',
  ].join('')

  it('stores what is in the file, and says so on one line', async () => {
    const result = await pushed(await file(two))
    expect(result).toEqual({
      exitCode: 0,
      out: '2 created in 0.0 s\n',
      err: 'november.csv: 2 rows, 12-13 November, 2 people, as m2m-push at timesheets.test\nnovember.csv: 15:30 h in the file, 15:30 h to store\n',
    })
    expect(api.entries).toMatchObject([
      { userId: 'auth0|maria', date: '2026-11-12', hours: 7.5, source: 'm2m-push' },
      { userId: 'auth0|jon', date: '2026-11-13', hours: 8 },
    ])
    expect(await readdir(folder)).toEqual(['november.csv'])
  })

  it('names a source that another client continues, and says so where it may not', async () => {
    const path = await file(two)
    const refused = await pushed(path, { source: 'erp' }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'source_not_allowed', status: 403 })
    api.setPolicy({ sources: [{ name: 'erp', clients: ['m2m-push', 'm2m-new'], externalIds: 'overall' }] })
    expect((await pushed(path, { source: 'erp' })).out).toBe('2 created in 0.0 s\n')
    // The corrected rows have to go to the same source, or their ids name other entries.
    const late = await file(`${two}auth0|jon,2026-11-14,B,25,,,\n`)
    expect((await pushed(late, { source: 'erp' })).out).toContain('push that file with --source erp)')
    const newer = await pushed(path, { source: 'erp' }, { caller: machineCaller('m2m-new') })
    expect(newer.out).toContain('2 unchanged')
    expect(api.entries.map(({ source }) => source)).toEqual(['erp', 'erp'])
  })

  describe('with --sync', () => {
    const sync = { from: '2026-11-01', to: '2026-11-30', maxDeletions: 0.5 }
    const named = (...names: string[]) =>
      header + names.map((name, day) => `auth0|maria,2026-11-${day + 10},A,1,,,${name}\n`).join('')
    const stored = () => api.entries.map(({ externalId }) => externalId).toSorted()

    it('deletes what is stored of its source on these days and not in the file, and nothing else', async () => {
      await pushed(await file(`${named('a', 'b', 'c')}auth0|maria,2026-10-30,A,1,,,before\n`))
      await pushed(await file(named('other')), {}, { caller: machineCaller('m2m-other') })
      const path = await file(named('a', 'b'))
      const tried = await pushed(path, { sync, dryRun: true })
      expect(tried.err).toContain(
        '1 of 3 entries of m2m-push from 2026-11-01 to 2026-11-30 are not in the file (33.3%)',
      )
      expect(tried.err).toMatch(/would be deleted: auth0\|maria {2}2026-11-12 {2}A {2}1:00 {2}[\w-]{36}\n/)
      expect(stored()).toEqual(['a', 'b', 'before', 'c', 'other'])
      const { exitCode, err, out } = await pushed(path, { sync })
      expect([exitCode, out]).toEqual([0, '2 unchanged in 0.0 s\n'])
      expect(err).toContain('1 deleted, 1:00 h\n')
      expect(stored()).toEqual(['a', 'b', 'before', 'other'])
      expect(JSON.parse((await pushed(path, { sync, json: true })).out)).toMatchObject({
        deleted: 0,
        notDeleted: [],
      })
    })

    it.each([
      [
        'more than the share would be deleted',
        named('a'),
        /^2 of 3 entries .* \(66\.7%\), and --max-deletions allows 50%/,
      ],
      [
        'a row is rejected',
        `${named('a', 'b')}auth0|maria,2026-11-12,A,x,,,c\n`,
        /^line 4 is rejected: --sync needs/,
      ],
      [
        'a row is on another day',
        `${named('a', 'b', 'c')}auth0|maria,2026-12-01,A,1,,,d\n`,
        /^line 5 is on 2026-12-01/,
      ],
      ['the file is empty', header, /^3 of 3 entries .* \(100%\)/],
    ])('changes nothing if %s', async (_, content, message) => {
      await pushed(await file(named('a', 'b', 'c')))
      const [count] = [requests.length]
      await expect(pushed(await file(content), { sync })).rejects.toThrow(message)
      expect(stored()).toEqual(['a', 'b', 'c'])
      expect(requests.slice(count).every((request) => request.startsWith('GET '))).toBe(true)
    })

    it('works for a machine client that may not list everybody, for the people in the file', async () => {
      const caller = machineCaller('m2m-push', {
        scopes: ['read:timesheets', 'create:timesheets', 'delete:timesheets'],
      })
      await pushed(await file(named('a', 'b')), {}, { caller })
      const { exitCode, out } = await pushed(await file(named('a')), { sync, totals: true }, { caller })
      expect(exitCode).toBe(0)
      expect(out).toContain('auth0|maria        1    1:00        1:00')
      expect(stored()).toEqual(['a'])
    })

    it('deletes nothing while the API rejects rows, and reports what a locked week keeps', async () => {
      await pushed(await file(named('a', 'b', 'c')))
      const over = `${named('a', 'b')}auth0|maria,2026-11-13,A,25,,,d\n`
      const rejected = await pushed(await file(over), { sync })
      expect(rejected.exitCode).toBe(3)
      expect(rejected.err).toContain('Nothing was deleted, because rows were rejected')
      expect(stored()).toEqual(['a', 'b', 'c'])
      api.setWeekStatus('auth0|maria', '2026-11-12', 'approved')
      const locked = await pushed(await file(named('a', 'b')), { sync })
      expect(locked.exitCode).toBe(3)
      expect(locked.err).toMatch(
        /not deleted: [\w-]{36} .*approved.*\n0 deleted, 0:00 h; 1 could not be deleted\n/,
      )
      expect(stored()).toEqual(['a', 'b', 'c'])
    })
  })

  it('changes nothing when it is done again, and the one entry whose hours were corrected', async () => {
    await pushed(await file(two))
    expect((await pushed(await file(two))).out).toBe('2 unchanged in 0.0 s\n')
    expect((await pushed(await file(two.replace('7.5', '7:15')))).out).toBe(
      '1 updated, 1 unchanged in 0.0 s\n',
    )
    expect(api.entries.map(({ hours }) => hours)).toEqual([7.25, 8])
  })

  it('stores the good rows, says at once what is wrong with the others, and keeps these in a report', async () => {
    const result = await pushed(await file(mixed))
    expect(result.exitCode).toBe(3)
    expect(result.out.split('\n')).toEqual([
      'november.csv:3:hours  auth0|maria  2026-11-13  "7,x" is not a number of hours: write 7.5 or 7:30',
      'november.csv:5  a quote is opened and not closed: close it, or double the quotes that belong to the text',
      'november.csv:4:hours  auth0|maria  2026-11-14  25 hours: a day has 24',
      '2 created, 3 rejected in 0.0 s',
      'Rejected rows: november.rejected.csv (fix, then push that file)',
      '',
    ])
    expect(api.entries).toHaveLength(2)
    const report = await readFile(join(folder, 'november.rejected.csv'), 'utf8')
    expect(report.split('\r\n').map((line) => line.replace(/row:[\w-]{22}/, 'row:...'))).toEqual([
      'userId,date,project,hours,note,billable,externalId,line,column,code,reason',
      'auth0|maria,2026-11-13,A,"7,x",,,row:...,3,hours,invalid_format,"""7,x"" is not a number of hours: write 7.5 or 7:30"',
      '"auth0|jon,2026-11-13,B,""unclosed,8,,",,,,,,,5,,malformed_row,"a quote is opened and not closed: close it, or double the quotes that belong to the text"',
      'auth0|maria,2026-11-14,A,25,,,row:...,4,hours,hours_over_day,25 hours: a day has 24',
      '',
    ])
  })

  it('takes a fixed report, each row of which is still its own', async () => {
    const equal = 'auth0|maria,2026-11-12,A,7,,,\nauth0|maria,2026-11-12,A,99,,,\n'
    await pushed(await file(header + equal))
    const report = join(folder, 'november.rejected.csv')
    await writeFile(report, (await readFile(report, 'utf8')).replace(',99,', ',5,'))
    expect(await pushed(report)).toMatchObject({ exitCode: 0, out: '1 created in 0.0 s\n' })
    expect(api.entries.map(({ hours }) => hours).sort()).toEqual([5, 7])
    // And the file itself, fixed in the same way, is stored.
    const fixed = await file(header + equal.replace(',99,', ',5,'))
    expect((await pushed(fixed)).out).toBe('2 unchanged in 0.0 s\n')
  })

  it('keeps the externalId that a broken row has, so that the fixed row is not stored a second time', async () => {
    const broken = 'auth0|maria,2026-11-12,A,7,one, two,,crm-7\n'
    await pushed(await file(header + broken))
    const report = join(folder, 'november.rejected.csv')
    const [, row] = (await readFile(report, 'utf8')).split('\r\n')
    expect(row).toMatch(/^auth0\|maria,2026-11-12,A,7,one, two,",crm-7",2,,malformed_row,/)
    await writeFile(
      report,
      (await readFile(report, 'utf8')).replace('one, two,",crm-7"', '"one, two",,crm-7'),
    )
    expect((await pushed(report)).out).toBe('1 created in 0.0 s\n')
    const fixed = await file(header + broken.replace('one, two', '"one, two"'))
    expect((await pushed(fixed)).out).toBe('1 unchanged in 0.0 s\n')
  })

  it('replaces no other entry by a corrected row that could not be read', async () => {
    await pushed(await file(`${header}auth0|maria,2026-11-12,A,7,,,\nauth0|maria,2026-11-12,A,7,5,,,\n`))
    const report = join(folder, 'november.rejected.csv')
    const content = await readFile(report, 'utf8')
    const correct = (externalId: string) =>
      writeFile(report, content.replace('A,7,5,,",",', `A,7.5,,,${externalId},`))
    await correct('')
    expect((await pushed(report)).out).toContain('another entry has this person, day, project and note')
    expect(api.entries.map(({ hours }) => hours)).toEqual([7])
    const again = join(folder, 'november.rejected-2.csv')
    expect(await readFile(again, 'utf8')).toContain('A,7.5,,,,2,externalId,external_id_taken')
    await correct('maria-2')
    expect((await pushed(report)).out).toBe('1 created in 0.0 s\n')
    // Without another entry, it takes the name that it has in the corrected file.
    await pushed(await file(`${header}auth0|maria,2026-11-13,A,7,5,,,\n`))
    await writeFile(report, (await readFile(report, 'utf8')).replace('A,7,5,,",",', 'A,7.5,,,,'))
    expect((await pushed(report)).out).toBe('1 created in 0.0 s\n')
    expect((await pushed(report)).out).toBe('1 unchanged in 0.0 s\n')
    const corrected = await file(`${header}auth0|maria,2026-11-13,A,7.5,,,\n`)
    expect((await pushed(corrected)).out).toBe('1 unchanged in 0.0 s\n')
  })

  it('removes the report of an earlier push when nothing is rejected any more, and nothing else', async () => {
    await pushed(await file(mixed))
    const { exitCode, err } = await pushed(await file(two), { dryRun: true })
    expect(exitCode).toBe(0)
    expect(err).not.toContain('Removed')
    expect(await readdir(folder)).toContain('november.rejected.csv')
    expect(await pushed(await file(two))).toMatchObject({
      exitCode: 0,
      err: expect.stringContaining(
        'Removed november.rejected.csv, the report of an earlier push: nothing was rejected this time.\n',
      ),
    })
    expect(await readdir(folder)).toEqual(['november.csv'])
    await file('what,somebody,wrote\n', 'november.rejected.csv')
    await pushed(await file(two))
    expect(await readdir(folder)).toContain('november.rejected.csv')
  })

  it('never writes a report over the report that is pushed', async () => {
    const path = await file(mixed, 'november.rejected.csv')
    expect((await pushed(path)).out).toContain('Rejected rows: november.rejected-2.csv')
    expect(await readFile(path, 'utf8')).toBe(mixed)
  })

  it('lists 20 rejected rows and counts the others', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => `auth0|maria,2026-11-12,A${index},x\n`).join('')
    const { out } = await pushed(await file(`userId,date,project,hours\n${rows}`))
    const lines = out.split('\n')
    expect(lines[19]).toMatch(/^november\.csv:21:hours/)
    expect(lines.slice(20)).toEqual([
      '... and 5 more rejected rows: all are in the report',
      '25 rejected in 0.0 s',
      'Rejected rows: november.rejected.csv (fix, then push that file)',
      '',
    ])
    expect((await readFile(join(folder, 'november.rejected.csv'), 'utf8')).split('\r\n')).toHaveLength(27)
    expect((await pushed(join(folder, 'november.csv'), { report: false })).out).toContain(
      '... and 5 more rejected rows: name a file with --report to have them all',
    )
  })

  it('prints one JSON object and nothing else, of the documented shape', async () => {
    const path = await file(mixed)
    const { exitCode, out } = await pushed(path, { json: true })
    expect(exitCode).toBe(3)
    expect(out.endsWith('\n')).toBe(true)
    expect(JSON.parse(out)).toEqual({
      file: 'november.csv',
      read: 5,
      created: 2,
      updated: 0,
      unchanged: 0,
      rejected: 3,
      warned: 0,
      warnings: [],
      rejections: [
        { line: 3, code: 'invalid_format', message: expect.stringContaining('is not a number of hours') },
        { line: 5, code: 'malformed_row', message: expect.stringContaining('a quote is opened') },
        { line: 4, code: 'hours_over_day', message: '25 hours: a day has 24' },
      ],
    })
  })

  it('judges row by row in a dry run, in the order of the file, and stores nothing', async () => {
    const result = await pushed(await file(mixed), { dryRun: true })
    expect(result.exitCode).toBe(3)
    expect(result.out.split('\n')).toEqual([
      'november.csv:2  auth0|maria  2026-11-12  would be created',
      'november.csv:3:hours  auth0|maria  2026-11-13  would be rejected: "7,x" is not a number of hours: write 7.5 or 7:30',
      'november.csv:4:hours  auth0|maria  2026-11-14  would be rejected: 25 hours: a day has 24',
      'november.csv:5  would be rejected: a quote is opened and not closed: close it, or double the quotes that belong to the text',
      'november.csv:6  auth0|jon  2026-11-13  would be created',
      '2 would be created, 3 would be rejected in 0.0 s. Nothing was stored.',
      '',
    ])
    expect(api.entries).toEqual([])
    expect(await readdir(folder)).toEqual(['november.csv'])
    expect(
      JSON.parse((await pushed(join(folder, 'november.csv'), { dryRun: true, json: true })).out),
    ).toMatchObject({
      created: 2,
      rejected: 3,
      dryRun: true,
    })
  })

  it('says in a dry run what the server would: what is stored already is unchanged, whatever the policy is now', async () => {
    const path = await file(two)
    await pushed(path)
    api.setPolicy({ lockedThrough: '2026-11-12', incrementMinutes: 60 })
    expect((await pushed(path, { dryRun: true })).out).toContain('2 unchanged in 0.0 s. Nothing was stored.')
    api.reset()
    api.setPolicy({ lockedThrough: '2026-11-12', incrementMinutes: 60 })
    const { out } = await pushed(path, { dryRun: true })
    expect(out).toMatch(/november\.csv:2:date .* would be rejected: everything through 2026-11-12 is closed/)
  })

  it('tells what a locked week says', async () => {
    api.setWeekStatus('auth0|maria', '2026-11-12', 'approved')
    const { out, exitCode } = await pushed(await file(two))
    expect(exitCode).toBe(3)
    expect(out).toContain(
      'november.csv:2:date  auth0|maria  2026-11-12  week 2026-W46 is approved: ask for it to be reopened\n1 created, 1 rejected',
    )
  })

  it('reads the standard input, and writes a report only where it is told to', async () => {
    const result = await pushed('-', {}, { stdin: mixed })
    expect(result.exitCode).toBe(3)
    expect(result.err).toBe(
      'stdin: 5 rows, 12-14 November, 2 people, as m2m-push at timesheets.test\nstdin: 40:30 h in the file, 40:30 h to store: 0:00 h in 2 rejected rows\n',
    )
    expect(result.out).toContain('stdin:3:hours  auth0|maria')
    expect(result.out).not.toContain('Rejected rows')
    const report = join(folder, 'report.csv')
    await pushed('-', { report, json: true }, { stdin: mixed })
    expect((await readFile(report, 'utf8')).split('\r\n')).toHaveLength(5)
  })

  it('writes the report that it was told to write even where nothing was rejected', async () => {
    const report = join(folder, 'report.csv')
    await writeFile(report, 'of yesterday')
    await pushed(await file(two), { report })
    expect(await readFile(report, 'utf8')).toBe(
      'userId,date,project,hours,note,billable,externalId,line,column,code,reason\r\n',
    )
  })

  it('pushes nothing where the report that it was told to write can not be written', async () => {
    const path = await file(two)
    await expect(pushed(path, { report: join(folder, 'missing', 'r.csv') })).rejects.toThrow(
      'no such file or directory (ENOENT)',
    )
    expect(api.entries).toEqual([])
  })

  it('lets a person push their own time without naming themselves', async () => {
    const path = await file('date,project,hours\n2026-11-12,A,x\n2026-11-12,A,1\n')
    const result = await pushed(path, {}, { caller: maria })
    expect(result.out).toContain('november.csv:2:hours  auth0|maria  2026-11-12  "x" is not')
    expect(result.out).toContain('1 created, 1 rejected')
    expect(api.entries).toMatchObject([{ userId: 'auth0|maria' }])
  })

  it.each([
    ['a header alone', header, 0, 'No rows: nothing to push.\n'],
    [
      'JSON',
      JSON.stringify([{ userId: 'maria', date: '2026-11-12', project: 'A', hours: 1 }]),
      0,
      '1 created in 0.0 s\n',
    ],
  ])('takes %s', async (_, content, exitCode, out) => {
    expect(await pushed(await file(content, 'november.txt'))).toMatchObject({ exitCode, out })
  })

  it.each([
    ['nothing', '', 'november.csv: the file is empty'],
    ['no column hours', 'userId,date,project\n', 'november.csv:1: there is no column hours'],
    [
      'bytes that are not UTF-8',
      Buffer.from(`${header}x,2026-11-12,gr\xfcn,1,,,\n`, 'latin1'),
      'november.csv:2: the line is not UTF-8',
    ],
  ])('sends nothing of a file with %s', async (_, content, message) => {
    await expect(pushed(await file(content))).rejects.toThrow(message)
    expect(requests).toEqual([])
  })

  it('refuses a file that is not there, before it asks for anything else', async () => {
    const unused = { connect: () => expect.unreachable() }
    await expect(
      push({ ...plain, file: join(folder, 'nope.csv') }, { ...context(), ...unused }),
    ).rejects.toThrow('nope.csv is not there')
    await expect(push({ ...plain, file: folder }, { ...context(), ...unused })).rejects.toThrow('is a folder')
  })

  it('goes on where nobody reads what it says', async () => {
    const { io, connect } = context()
    io.stdout.close()
    expect(await push({ ...plain, file: await file(mixed) }, { io, connect })).toBe(3)
    expect(api.entries).toHaveLength(2)
  })

  it('stores nothing when it is stopped before all of a pipe was read, and says how to go on', async () => {
    const { io, connect } = context()
    async function* endless() {
      yield Buffer.from(two)
      // Nothing else ever comes.
      await new Promise<void>((resolve) => {
        setImmediate(() => {
          io.interrupt()
          resolve()
        })
      })
      await new Promise(() => {})
    }
    const stopped = { ...io, stdin: { isTerminal: false, bytes: endless() } }
    const exitCode = await push({ ...plain, file: '-', format: 'csv' }, { io: stopped, connect })
    expect(exitCode).toBe(130)
    expect(io.stdout.text).toBe('0 saved. Run the same command again to finish.\n')
    expect(requests).toEqual([])
  })

  it('has rows of one externalId rejected in a dry run and in the push, each with the line of the other', async () => {
    const rows = ['maria,2026-11-12,A,2,,,x', 'maria,2026-11-13,A,2,,,y', 'maria,2026-11-12,A,4,,,x']
    const path = await file(`${header}${rows.join('\n')}\n`)
    for (const dryRun of [true, false]) {
      const { exitCode, out } = await pushed(path, { dryRun })
      expect(exitCode).toBe(3)
      expect(out).toMatch(/november\.csv:2:externalId .*line 4 has the same externalId/)
      expect(out).toMatch(/november\.csv:4:externalId .*line 2 has the same externalId/)
    }
    expect(api.entries).toMatchObject([{ externalId: 'y' }])
  })

  it('changes the exported entry when it is corrected and pushed back, whichever client made it', async () => {
    await pushed(await file(two))
    const exported = csvHeader + api.entries.map(csvLine).join('')
    const corrected = exported.replace(',7.5,', ',6.5,')
    const other = machineCaller('m2m-other')
    const path = await file(corrected)
    expect((await pushed(path, { dryRun: true }, { caller: other })).out).toMatch(
      /:2 .* would be updated\n.*:3 .* unchanged\n/,
    )
    expect((await pushed(path, {}, { caller: other })).out).toContain('1 updated, 1 unchanged')
    expect(api.entries.map(({ hours, source }) => [hours, source])).toEqual([
      [6.5, 'm2m-push'],
      [8, 'm2m-push'],
    ])
    const lines = api.entries.map((entry) => JSON.stringify({ ...entry, hours: 1 })).join('\n')
    expect((await pushed(await file(lines, 'november.ndjson'), {}, { caller: other })).out).toContain(
      '2 updated',
    )
    expect(api.entries.map(({ hours }) => hours)).toEqual([1, 1])
  })

  it('has an id that no entry has rejected, with its line, in a dry run as well', async () => {
    const id = '0199b8f0-0000-7000-8000-000000000000'
    const path = await file(`id,userId,date,project,hours\n${id},maria,2026-11-12,A,1\n`)
    for (const dryRun of [true, false]) {
      const { exitCode, out } = await pushed(path, { dryRun })
      expect(exitCode).toBe(3)
      expect(out).toMatch(
        /november\.csv:2:id {2}maria .*there is no entry with this id: it may have been deleted/,
      )
    }
    expect(await readFile(join(folder, 'november.rejected.csv'), 'utf8')).toContain(
      `\n${id},maria,2026-11-12,A,1,`,
    )
    expect(api.entries).toEqual([])
  })

  it('warns of columns that no entry has', async () => {
    const { err, exitCode } = await pushed(
      await file('userId,date,project,hours,Rate\nmaria,2026-11-12,A,1,9\n'),
    )
    expect(exitCode).toBe(0)
    expect(err).toContain('november.csv: no entry has Rate: what is in there is left out\n')
  })

  describe('what the API warns of', () => {
    const rows = (count: number) =>
      `${header}${Array.from({ length: count }, (_, index) => `auth0|maria,2026-11-12,ACM-42,0.25,,,crm-${index}\n`).join('')}`

    it('is shown with its lines, the first few, and counted', async () => {
      api.addProject('ACME-42')
      const { exitCode, out } = await pushed(await file(rows(12)))
      const lines = out.split('\n')
      expect(exitCode).toBe(0)
      expect(lines[0]).toMatch(/^november\.csv:2 {2}warning: ACM-42 is not in the project catalogue/)
      expect(lines[9]).toMatch(/^november\.csv:11 {2}warning: /)
      expect(lines[10]).toBe('... and 2 more warnings of this kind (project_unlisted)')
      expect(lines[11]).toBe('12 created, 12 of them with a warning in 0.0 s')
    })

    it('is in the JSON, by code', async () => {
      api.addProject('ACME-42')
      const { out } = await pushed(await file(rows(2)), { json: true })
      expect(JSON.parse(out)).toMatchObject({
        created: 2,
        warned: 2,
        warnings: [{ code: 'project_unlisted', count: 2, first: [{ line: 2 }, { line: 3 }] }],
      })
    })

    it('is beside the verdict of a dry run', async () => {
      api.addProject('ACME-42')
      const { out } = await pushed(await file(rows(1)), { dryRun: true })
      const [row, end] = out.split('\n')
      expect(row).toMatch(
        /^november\.csv:2 {2}auth0\|maria {2}2026-11-12 {2}would be created; warning: ACM-42 is not in the project catalogue/,
      )
      expect(end).toBe('1 would be created, 1 of them with a warning in 0.0 s. Nothing was stored.')
    })
  })
})
