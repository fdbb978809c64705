import stringWidth from 'string-width'
import { plainText } from './plain-text.ts'

export interface Column {
  readonly title: string
  readonly align?: 'right'
  /** Whether its cells may be cut so that a line fits the terminal. One column at most. */
  readonly isElastic?: boolean
}

const gap = '  '
const narrowest = 10

/**
 * Lines of a table that comes in portions, aligned by what a terminal makes of each character. Columns are as
 * wide as what was seen of them, so that nothing has to be held back; they only ever grow.
 */
export class Table {
  readonly #columns: readonly Column[]
  readonly #lineWidth: number
  readonly #widths: number[]

  /** @param lineWidth cells of the terminal; `Infinity` where lines may have any length */
  constructor(columns: readonly Column[], lineWidth: number) {
    this.#columns = columns
    this.#lineWidth = lineWidth
    this.#widths = columns.map(({ title }) => stringWidth(title))
  }

  header(): string {
    return this.#line(this.#columns.map(({ title }) => title))
  }

  /** Makes room for these rows, so that they, and a header after that, are in line. */
  fit(rows: readonly (readonly string[])[]): void {
    for (const row of rows) {
      for (const [index, cell] of row.entries()) {
        this.#widths[index] = Math.max(this.#widths[index] ?? 0, stringWidth(plainText(cell)))
      }
    }
  }

  lines(rows: readonly (readonly string[])[]): string[] {
    this.fit(rows)
    return rows.map((row) => this.#line(row))
  }

  #line(cells: readonly string[]): string {
    const aligned = cells.map((cell, index) => {
      const column = this.#columns[index]
      const width = this.#widthOf(index)
      const text = truncated(plainText(cell), width)
      const padding = ' '.repeat(width - stringWidth(text))
      return column?.align === 'right' ? padding + text : text + padding
    })
    return aligned.join(gap).trimEnd()
  }

  #widthOf(index: number): number {
    const width = this.#widths[index] ?? 0
    if (!this.#columns[index]?.isElastic) return width
    const all = this.#widths.reduce((sum, one) => sum + one, gap.length * (this.#widths.length - 1))
    const surplus = Math.max(0, all - this.#lineWidth)
    return Math.min(width, Math.max(narrowest, width - surplus))
  }
}

const graphemes = new Intl.Segmenter()

/** Cut to a width, never inside what is seen as one character. */
export function truncated(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let cut = ''
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    used += stringWidth(segment)
    if (used > width - 1) break
    cut += segment
  }
  return `${cut}…`
}
