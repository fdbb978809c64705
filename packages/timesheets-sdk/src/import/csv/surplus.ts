import type { CsvRecord } from './splitter.ts'

type Portions = AsyncGenerator<CsvRecord[], void, undefined>

/** Rows that show how a program ends its lines. One alone can be a broken row. */
const witnesses = 2

/**
 * The records without the empty cells at their ends that programs write which end each row, but not the
 * header, with a delimiter. The first rows show it: any other row with too many cells is a broken one. So is
 * a row whose cells can be a decimal comma without quotes: `7,5,`.
 */
export async function* withoutSurplus(portions: Portions, width: number, delimiter: string): Portions {
  const isSurplus = ({ cells }: CsvRecord, surplus: number) =>
    cells.length === width + surplus &&
    cells.slice(width).every((cell) => cell === '') &&
    !(delimiter === ',' && mayHaveDecimalComma(cells))
  const shortened = (records: CsvRecord[], surplus: number) =>
    surplus <= 0
      ? records
      : records.map((one) => (isSurplus(one, surplus) ? { ...one, cells: one.cells.slice(0, width) } : one))

  let first: CsvRecord[] = []
  let surplus: number | undefined
  for await (const portion of portions) {
    if (surplus !== undefined) {
      yield shortened(portion, surplus)
      continue
    }
    first = [...first, ...portion]
    if (first.length < witnesses) continue
    const found = (first[0]?.cells.length ?? 0) - width
    surplus = first.slice(0, witnesses).every((record) => isSurplus(record, found)) ? found : 0
    yield shortened(first, surplus)
  }
  if (surplus === undefined) yield first
}

function mayHaveDecimalComma(cells: readonly string[]): boolean {
  return cells.some((cell, place) => /^\s*\d{1,3}$/.test(cell) && /^\d{1,4}\s*$/.test(cells[place + 1] ?? ''))
}
