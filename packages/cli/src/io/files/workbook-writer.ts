/** A row by the names of its columns. */
export type WorkbookRow = Readonly<Record<string, unknown>>

/**
 * Rows as an Excel workbook (.xlsx) of one sheet, as they come: numbers are numbers, dates dates, and text is
 * never a formula. The same rows give the same bytes.
 */
export async function* workbookOf(
  columns: readonly string[],
  rows: AsyncIterable<WorkbookRow>,
  sheet: string,
): AsyncGenerator<Uint8Array> {
  // Loaded for workbooks only.
  const { writeXlsxStream } = await import('hucre/xlsx')
  const cells = (async function* () {
    for await (const row of rows) yield columns.map((column) => cellOf(column, row[column]))
  })()
  const stream = writeXlsxStream(cells, {
    name: sheet,
    columns: columns.map((header) => (isDate(header) ? { header, numFmt: 'yyyy-mm-dd' } : { header })),
    freezePane: { rows: 1 },
  })
  for await (const chunk of stream) yield chunk
}

function isDate(column: string): boolean {
  return column === 'date'
}

/** Decimal texts: a cell has a number, so that a sheet can add it. */
function isAmount(column: string): boolean {
  return column === 'amount' || column === 'rate'
}

function cellOf(column: string, value: unknown) {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'string') return null
  if (isAmount(column)) return Number(value)
  return isDate(column) ? new Date(`${value}T00:00:00Z`) : value
}
