import type { StreamRow } from 'hucre/xlsx'
import { type CsvRecord, type CsvTable, type HeaderTest, mostTitleLines } from 'timesheets-sdk/import'
import { UsageError } from '../outcome/errors.ts'
import { excerpt } from '../terminal/plain-text.ts'
import type { InputFile } from './input-file.ts'
import { checkSharedTexts } from './shared-texts.ts'
import { takenAtOnce } from './taken-at-once.ts'

const zip = [0x50, 0x4b, 0x03, 0x04]

/** Whether a file starts like an Excel workbook (.xlsx), which is a ZIP archive. */
export async function isWorkbook(file: InputFile): Promise<boolean> {
  for await (const chunk of file.read()) return zip.every((byte, at) => chunk[at] === byte)
  return false
}

/**
 * The rows of a sheet as a table of texts, as if somebody had written them: days as `2026-11-23`, times and
 * durations as `7:30:00`, numbers with a point. The first row that is not empty names the columns, or one
 * below it, which `isHeader` recognizes.
 *
 * @param sheet its name, in any letter case; default: the first, or the first that is not hidden if the first
 *   one has no such header
 * @throws {UsageError} if it is not a workbook, or has no such sheet, or nothing in it
 */
export async function openSheet(
  file: InputFile,
  sheet: string | undefined,
  isHeader: HeaderTest = () => true,
): Promise<CsvTable> {
  const rows = rowsOf(file, sheet)
  const above: CsvRecord[] = []
  let found = await rows.next()
  while (!found.done && !isHeader(found.value.cells) && above.length < mostTitleLines) {
    above.push(found.value)
    found = await rows.next()
  }
  const isFound = !found.done && isHeader(found.value.cells)
  if (!isFound && sheet === undefined) {
    const [hidden, ...others] = await sheetsOf(file)
    const visible = hidden?.isHidden ? others.find(({ isHidden }) => !isHidden) : undefined
    if (visible) {
      await rows.return()
      return openSheet(file, visible.name, isHeader)
    }
  }
  const first = isFound ? found.value : (above[0] ?? found.value)
  if (!first) {
    const names = await sheetNames(file)
    const meant = names.find((name) => name.trim().toLowerCase() === sheet?.trim().toLowerCase())
    if (meant !== undefined && meant !== sheet) return openSheet(file, meant, isHeader)
    const known = sheet === undefined || meant !== undefined
    const problem = known
      ? `there is nothing in ${meant ?? 'its first sheet'}`
      : `there is no sheet ${excerpt(sheet, 30)}`
    throw new UsageError(`${file.name}: ${problem}: name a sheet with --sheet (${listed(names)})`)
  }
  const { line: headerLine, cells: header } = first
  const close = async () => void (await rows.return())
  return {
    encoding: 'utf-8',
    delimiter: ',',
    header,
    headerLine,
    titleLines: isFound ? above.length : 0,
    portions: portions(rows, header.length),
    close,
  }
}

interface SheetInfo {
  readonly name: string
  readonly isHidden: boolean
}

/** The sheets, without their rows. */
async function sheetsOf(file: InputFile): Promise<SheetInfo[]> {
  const { readXlsx } = await import('hucre/xlsx')
  const sheets: SheetInfo[] = []
  await readXlsx(streamOf(file), {
    sheets: ({ name, hidden = false, veryHidden = false }) => {
      sheets.push({ name, isHidden: hidden || veryHidden })
      return false
    },
  })
  return sheets
}

/** The names of the sheets that people see. */
export async function sheetNames(file: InputFile): Promise<string[]> {
  return (await sheetsOf(file)).flatMap(({ name, isHidden }) => (isHidden ? [] : [name]))
}

const mostListed = 10

/** Names for a message. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).map((name) => excerpt(name, 30))
  return [...shown, ...(names.length > mostListed ? ['...'] : [])].join(', ')
}

async function* portions(
  rows: AsyncIterable<CsvRecord>,
  width: number,
): AsyncGenerator<CsvRecord[], void, undefined> {
  for await (const { line, cells } of rows) {
    const missing = Array.from({ length: Math.max(0, width - cells.length) }, () => '')
    yield [{ line, cells: [...cells, ...missing] }]
  }
}

/** Rows with content, without the empty cells at their ends. */
async function* rowsOf(
  file: InputFile,
  sheet: string | undefined,
): AsyncGenerator<CsvRecord, void, undefined> {
  await checkSharedTexts(file)
  // Loaded for workbooks only.
  const { streamXlsxRows } = await import('hucre/xlsx')
  try {
    const options = sheet === undefined ? {} : { sheet }
    for await (const rows of takenAtOnce(textsOf(streamXlsxRows(streamOf(file), options)))) yield* rows
  } catch (error) {
    const { name, message } = error as Error
    if (!/^(Zip|Parse|EncryptedFile|Xml)\w*Error$/.test(name)) throw error
    if (message.includes('[Content_Types].xml')) {
      throw new UsageError(`${file.name} is ${await archiveKind(file)}, not an Excel workbook: ${saveAs}`)
    }
    const problem = excerpt(message, 200)
    throw new UsageError(`${file.name} could not be read as an Excel workbook: ${problem}. Or ${saveAs}`)
  }
}

const saveAs = 'save the table as .xlsx or CSV'
// The first file of such an archive: its name, and the type of the document.
const openDocument = 'mimetypeapplication/vnd.oasis.opendocument'

async function archiveKind(file: InputFile): Promise<string> {
  for await (const chunk of file.read()) {
    const start = String.fromCharCode(...chunk.subarray(0, 200))
    return start.includes(openDocument) ? 'an OpenDocument file' : 'a ZIP archive'
  }
  return 'empty'
}

async function* textsOf(rows: AsyncIterable<StreamRow>): AsyncGenerator<CsvRecord, void, undefined> {
  for await (const { index, values } of rows) {
    const cells = values.map(textOf)
    while (cells.at(-1) === '') cells.pop()
    if (cells.some((cell) => cell.trim() !== '')) yield { line: index + 1, cells }
  }
}

/** The file reuses its buffer, and the archive keeps the chunks: these are copies. */
function streamOf(file: InputFile): ReadableStream<Uint8Array> {
  const chunks = file.read()
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value.slice())
    },
    cancel: async () => void (await chunks.return(undefined)),
  })
}

// A duration is a day of the years before, which a workbook counts from 1900 or 1904; nobody has worked then.
const firstRealYear = 1908
const dayZeroMs = Date.UTC(1899, 11, 31)
const dayZeroOf1904Ms = Date.UTC(1904, 0, 1)

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (value instanceof Date) return value.getUTCFullYear() < firstRealYear ? clock(value) : day(value)
  return String(value)
}

/** Excel keeps 15 digits of a number. */
const mostExact = 1e15

/**
 * Never three decimals, which could be thousands: `2.125` is `2.1250`. A long id is written with an exponent,
 * as in CSV, since its last digits are lost.
 */
function numberText(value: number): string {
  if (Math.abs(value) >= mostExact) return value.toExponential().toUpperCase()
  if (Number.isInteger(value)) return String(value)
  const text = value.toFixed(6).replace(/0+$/, '')
  return /\.\d{3}$/.test(text) ? `${text}0` : text
}

function clock(value: Date): string {
  const at = value.getTime()
  const counted = Math.round((at - (at < dayZeroOf1904Ms ? dayZeroMs : dayZeroOf1904Ms)) / 1_000)
  const seconds = Math.abs(counted)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${counted < 0 ? '-' : ''}${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** A day, with the time if there is one. A sheet has no time zone. */
function day(value: Date): string {
  const text = new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString()
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
}
