import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeOds } from 'hucre/ods'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import type { CsvRecord } from 'timesheets-sdk/import'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inputFile } from '../../../src/io/files/input-file.ts'
import { isWorkbook, openSheet, sheetNames } from '../../../src/io/files/workbook.ts'
import { fakeIo } from '../../support/fake-io.ts'

describe('a workbook', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-workbook-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function file(content: Uint8Array | string) {
    const path = join(folder, 'hours.xlsx')
    await writeFile(path, content)
    return inputFile(path, fakeIo())
  }

  async function recordsOf(portions: AsyncIterable<readonly CsvRecord[]>): Promise<CsvRecord[]> {
    const records: CsvRecord[] = []
    for await (const portion of portions) records.push(...portion)
    return records
  }

  const workbook = () =>
    writeXlsx({
      sheets: [
        { name: 'Info', rows: [['Exported by'], ['Mira']] },
        {
          name: 'Hours',
          rows: [
            [],
            ['Person', 'Day', 'Time', 'Long', 'Hours', 'Paid', 'Note'],
            ['Mira', new Date(Date.UTC(2026, 10, 24)), 0.3125, 1.2604166667, 2.125, true, 'a\nb'],
            [],
            ['', new Date(Date.UTC(2026, 10, 24, 22, 30)), null, null, 1500, false],
            ['Tomás', null, null, null, null, null, null, 'one cell too many'],
          ],
          cells: new Map([
            ['2,2', { value: 0.3125, style: { numFmt: 'h:mm' } }],
            ['2,3', { value: 1.2604166667, style: { numFmt: '[h]:mm:ss' } }],
          ]),
        },
      ],
    })

  it('is read as texts, typed cells by their type, with the number of each row', async () => {
    const input = await file(await workbook())
    expect(await isWorkbook(input)).toBe(true)
    const { portions, ...table } = await openSheet(input, 'Hours')
    expect(table).toMatchObject({
      header: ['Person', 'Day', 'Time', 'Long', 'Hours', 'Paid', 'Note'],
      headerLine: 2,
    })
    expect(await recordsOf(portions)).toEqual([
      { line: 3, cells: ['Mira', '2026-11-24', '7:30:00', '30:15:00', '2.1250', 'yes', 'a\nb'] },
      { line: 5, cells: ['', '2026-11-24 22:30:00', '', '', '1500', 'no', ''] },
      { line: 6, cells: ['Tomás', '', '', '', '', '', '', 'one cell too many'] },
    ])
  })

  it('is read from its first sheet, unless another is named', async () => {
    const input = await file(await workbook())
    expect((await openSheet(input, undefined)).header).toEqual(['Exported by'])
    await expect(openSheet(input, 'Other')).rejects.toThrow(
      /hours\.xlsx: there is no sheet Other: name a sheet with --sheet \(Info, Hours\)$/,
    )
  })

  it('is read from a sheet in any letter case, and from the first that people see', async () => {
    const input = await file(await workbook())
    expect((await openSheet(input, ' hours')).header).toContain('Person')
    const isHeader = (cells: readonly string[]) => cells.includes('Person')
    const [info, hours] = (await readXlsx(await workbook())).sheets
    const sheets = [
      { name: 'Lists', hidden: true, rows: info?.rows ?? [] },
      { name: 'H', rows: hours?.rows ?? [] },
    ]
    const hidden = await file(await writeXlsx({ sheets }))
    expect((await openSheet(hidden, undefined, isHeader)).header).toContain('Person')
    expect(await sheetNames(hidden)).toEqual(['H'])
  })

  it('is read from the header that is below a title', async () => {
    const input = await file(
      await writeXlsx({
        sheets: [
          { name: 'A', rows: [['Hours of November'], [], ['Week', 48], ['Person', 'Day'], ['Mira', 'x']] },
        ],
      }),
    )
    const isHeader = (cells: readonly string[]) => cells[0] === 'Person'
    const { portions, ...table } = await openSheet(input, undefined, isHeader)
    expect(table).toMatchObject({ header: ['Person', 'Day'], headerLine: 4, titleLines: 2 })
    expect(await recordsOf(portions)).toEqual([{ line: 5, cells: ['Mira', 'x'] }])
    const first = await openSheet(input, undefined, () => false)
    expect(first).toMatchObject({ header: ['Hours of November'], headerLine: 1, titleLines: 0 })
  })

  it('has the same days and durations if it counts from 1904, as some do on a Mac', async () => {
    const sheet = {
      name: 'A',
      rows: [
        ['Day', 'Time'],
        [new Date(Date.UTC(2026, 10, 24)), 0.3125],
        [null, 1.25],
        [null, 0],
      ],
      cells: new Map(
        ['1,1', '2,1', '3,1'].map((place, row) => [
          place,
          { value: [0.3125, 1.25, 0][row] ?? 0, style: { numFmt: '[h]:mm:ss' } },
        ]),
      ),
    }
    const input = await file(await writeXlsx({ sheets: [sheet], dateSystem: '1904' }))
    const { portions } = await openSheet(input, undefined)
    expect((await recordsOf(portions)).map(({ cells }) => cells)).toEqual([
      ['2026-11-24', '7:30:00'],
      ['', '30:00:00'],
      ['', '0:00:00'],
    ])
  })

  it('has long ids with an exponent, as their last digits are lost', async () => {
    const rows = [['id'], [1234567890123456], [20000000000000000000]]
    const input = await file(await writeXlsx({ sheets: [{ name: 'A', rows }] }))
    const { portions } = await openSheet(input, undefined)
    const ids = (await recordsOf(portions)).map(({ cells }) => cells[0])
    expect(ids).toEqual(['1.234567890123456E+15', '2E+19'])
  })

  it('has negative durations, which the import names as such', async () => {
    const cells = new Map([['1,0', { value: -0.3125, style: { numFmt: '[h]:mm' } }]])
    const input = await file(
      await writeXlsx({ sheets: [{ name: 'A', rows: [['hours'], [-0.3125]], cells }] }),
    )
    const { portions } = await openSheet(input, undefined)
    expect((await recordsOf(portions)).map(({ cells }) => cells)).toEqual([['-7:30:00']])
  })

  it('is told from an OpenDocument file and another archive, with the next step', async () => {
    const openDocument = Buffer.from(await writeOds({ sheets: [{ name: 'A', rows: [['hours']] }] }))
    const other = Buffer.from(openDocument)
    other.write('another', other.indexOf('oasis'))
    for (const [kind, content] of [
      ['an OpenDocument file', openDocument],
      ['a ZIP archive', other],
    ] as const) {
      await expect(openSheet(await file(content), undefined)).rejects.toThrow(
        `is ${kind}, not an Excel workbook: save the table as .xlsx or CSV`,
      )
    }
  })

  it('that is cut off is named as the cause', async () => {
    const input = await file((await workbook()).subarray(0, 900))
    await expect(openSheet(input, 'Hours')).rejects.toThrow(/could not be read as an Excel workbook: /)
    expect(await isWorkbook(await file('userId,date\n'))).toBe(false)
  })
})
