import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inputFile } from '../../../src/io/files/input-file.ts'
import { checkSharedTexts } from '../../../src/io/files/shared-texts.ts'
import { openSheet } from '../../../src/io/files/workbook.ts'
import { UsageError } from '../../../src/io/outcome/errors.ts'
import { fakeIo } from '../../support/fake-io.ts'

describe('the different texts of a workbook', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-texts-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function file(content: Uint8Array) {
    const path = join(folder, 'hours.xlsx')
    await writeFile(path, content)
    return inputFile(path, fakeIo())
  }

  const rows = Array.from({ length: 20_000 }, (_, index) => ['maria', `note </si ${index} >`, index])
  const workbook = (of: typeof rows) => writeXlsx({ sheets: [{ name: 'Hours', rows: of }] })

  it('may be as many as fit into memory, and no more: the next step is CSV', async () => {
    const texts = rows.length + 1
    const input = await file(await workbook(rows))
    await checkSharedTexts(input, texts)
    await expect(checkSharedTexts(input, texts - 1)).rejects.toThrow(UsageError)
    await expect(checkSharedTexts(input, texts - 1)).rejects.toThrow(
      /hours\.xlsx has more than 20,000 different texts, .*: save the sheet as CSV/,
    )
  })

  it('are counted before a sheet is read', async () => {
    const name = Buffer.from('xl/sharedStrings.xml')
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50)
    header.writeUInt16LE(8, 8)
    header.writeUInt16LE(name.length, 26)
    const texts = deflateRawSync(`<sst>${'<x:si></x:si>'.repeat(1_250_001)}</sst>`)
    const input = await file(Buffer.concat([header, name, texts]))
    await expect(openSheet(input, undefined)).rejects.toThrow('more than 1,250,000 different texts')
  })

  it('leave a broken archive, or one without texts, to its reader', async () => {
    const whole = await workbook(rows)
    for (const content of [whole.slice(0, whole.length / 2), new Uint8Array(100).fill(65)])
      await checkSharedTexts(await file(content), rows.length + 1)
  })
})
