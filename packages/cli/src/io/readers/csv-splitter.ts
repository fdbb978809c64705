const quote = 0x22
const comma = 0x2c
const lineFeed = 0x0a
const carriageReturn = 0x0d

/** A record of a CSV file, or the line that a record should begin in and does not. */
export interface CsvRecord {
  /** The line that it begins in. */
  readonly line: number
  readonly cells: string[]
  /** What is wrong with its quotes; the cells are then the line's text alone. */
  readonly fault?: string
}

/** A record that goes on longer than this, in UTF-16 units, has a quote that was never meant to be one. */
const maximumRecordLength = 65_536

/**
 * Cuts CSV (RFC 4180, lines ended by CRLF or LF) into records, as the text comes in. Lines with nothing in them are left out.
 *
 * A record whose quotes do not fit costs its own first line alone, and the line after it is read as a new record. This is
 * what it has over csv-parse, for which everything up to the next quote, or to the end of the file, is one record:
 * one stray quote would take rows with it that have nothing wrong with them.
 */
export class CsvSplitter {
  // Of the first record. Another number in a record of several lines shows that one of its quotes is a stray.
  #expectedCells: number | undefined
  #text = ''
  #at = 0
  #line = 1

  /**
   * Takes the next text, one or more whole lines, and gives the records that are complete with it. They are read one by one, and
   * have to be taken before the next text.
   */
  feed(text: string): Iterable<CsvRecord> {
    this.#text = this.#text.slice(this.#at) + text
    this.#at = 0
    return this.#records(false)
  }

  /** Gives what is left when there is no more text. */
  end(): Iterable<CsvRecord> {
    return this.#records(true)
  }

  *#records(isAtEnd: boolean): Generator<CsvRecord> {
    while (this.#at < this.#text.length) {
      const line = this.#line
      const start = this.#at
      const scanned = this.#scan()
      if (scanned === unclosed && !isAtEnd && this.#text.length - start <= maximumRecordLength) {
        this.#at = start
        this.#line = line
        return
      }
      if (typeof scanned === 'string') yield this.#skipLine(start, line, scanned)
      else if (this.#isMisread(scanned, line)) yield this.#skipLine(start, line, unclosed)
      else if (scanned.length > 1 || scanned[0] !== '') {
        this.#expectedCells ??= scanned.length
        yield { line, cells: scanned }
      }
    }
  }

  #isMisread(cells: string[], line: number): boolean {
    const isOfManyLines = this.#line > line + 1
    return isOfManyLines && this.#expectedCells !== undefined && cells.length !== this.#expectedCells
  }

  /** Reads one record, its line end included, or tells what is wrong with it; where it got to then means nothing. */
  #scan(): string[] | string {
    const text = this.#text
    const cells: string[] = []
    for (;;) {
      let end: number
      if (text.charCodeAt(this.#at) === quote) {
        end = this.#closingQuote(this.#at + 1)
        if (end === -1) return unclosed
        cells.push(this.#unquoted(this.#at + 1, end))
        end++
        if (text.charCodeAt(end) === carriageReturn) end++
        if (end < text.length && text.charCodeAt(end) !== comma && text.charCodeAt(end) !== lineFeed) {
          return undoubled
        }
      } else {
        end = this.#at
        for (let code = text.charCodeAt(end); end < text.length; code = text.charCodeAt(++end)) {
          if (code === comma || code === lineFeed) break
        }
        const isBeforeLineFeed = text.charCodeAt(end) !== comma && text.charCodeAt(end - 1) === carriageReturn
        cells.push(text.slice(this.#at, isBeforeLineFeed ? Math.max(this.#at, end - 1) : end))
      }
      this.#at = end + 1
      if (end >= text.length || text.charCodeAt(end) === lineFeed) {
        this.#line++
        return cells
      }
    }
  }

  /** -1 where there is none yet. */
  #closingQuote(from: number): number {
    let at = this.#text.indexOf('"', from)
    while (at !== -1 && this.#text.charCodeAt(at + 1) === quote) at = this.#text.indexOf('"', at + 2)
    return at
  }

  #unquoted(from: number, to: number): string {
    const cell = this.#text.slice(from, to)
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) this.#line++
    return cell.includes('"') ? cell.replaceAll('""', '"') : cell
  }

  #skipLine(start: number, line: number, fault: string): CsvRecord {
    const lineEnd = this.#text.indexOf('\n', start)
    const end = lineEnd === -1 ? this.#text.length : lineEnd
    this.#at = end + 1
    this.#line = line + 1
    return { line, cells: [this.#text.slice(start, end)], fault }
  }
}

const unclosed = 'a quote is opened and not closed: close it, or double the quotes that belong to the text'
const undoubled = 'a quote inside a quoted text is not doubled: write two of them for one'
