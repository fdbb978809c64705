const carriageReturn = 0x0d
const quote = 0x22
const blank = 0x20

/** A record of a CSV file, or a line that is not a valid record. */
export interface CsvRecord {
  /** The line it starts in, from 1. */
  readonly line: number
  readonly cells: string[]
  /** The fault in its quotes; the only cell is then the text of the line. */
  readonly fault?: string
  /** Whether it is the last record and has no line end, as in a truncated file. */
  readonly endsWithoutLineEnd?: true
}

/** A longer record, in UTF-16 units, has a stray quote. */
const maximumRecordLength = 65_536

// Before every position in the text, so that it is searched again.
const unknown = -1

/**
 * Splits CSV (RFC 4180; CRLF or LF, any single character as delimiter) into records as the text arrives.
 * Empty lines are skipped. Blanks around a quoted cell are not part of it.
 *
 * If the quotes of a record are wrong, only its first line is lost, and the next line is read as a new
 * record. So a stray quote does not swallow all rows up to the next quote.
 */
export class CsvSplitter {
  readonly #delimiter: string
  // Of the first record. A record of several lines with a different number has a stray quote.
  #expectedCells: number | undefined
  #text = ''
  #at = 0
  #line = 1
  #nextQuote = unknown

  /** @param firstLine the number of the first line */
  constructor(delimiter: string, firstLine = 1) {
    this.#delimiter = delimiter
    this.#line = firstLine
  }

  /** Adds text of one or more whole lines and returns the records completed by it. */
  feed(text: string): CsvRecord[] {
    this.#text = this.#at < this.#text.length ? this.#text.slice(this.#at) + text : text
    this.#at = 0
    this.#nextQuote = unknown
    return this.#records(false)
  }

  /** Returns the remaining records at the end of the text. */
  end(): CsvRecord[] {
    return this.#records(true)
  }

  #records(isAtEnd: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    while (this.#at < this.#text.length) {
      const line = this.#line
      const start = this.#at
      const scanned = this.#readUnquotedLine() ?? this.#readQuoted()
      if (scanned === unclosed && !isAtEnd && this.#text.length - start <= maximumRecordLength) {
        this.#at = start
        this.#line = line
        this.#nextQuote = unknown
        break
      }
      if (typeof scanned === 'string') records.push(this.#giveUpLine(start, line, scanned))
      else if (this.#isMisread(scanned, line)) records.push(this.#giveUpLine(start, line, unclosed))
      else if (scanned.length > 1 || scanned[0] !== '') {
        this.#expectedCells ??= scanned.length
        records.push(
          this.#at > this.#text.length
            ? { line, cells: scanned, endsWithoutLineEnd: true }
            : { line, cells: scanned },
        )
      }
    }
    return records
  }

  #isMisread(cells: readonly string[], line: number): boolean {
    const isOfManyLines = this.#line > line + 1
    return isOfManyLines && this.#expectedCells !== undefined && cells.length !== this.#expectedCells
  }

  /** Most lines have no quote and are split by one call. `undefined` if this one has a quote. */
  #readUnquotedLine(): string[] | undefined {
    const text = this.#text
    const start = this.#at
    if (this.#nextQuote < start) this.#nextQuote = this.#findQuote(start)
    const lineEnd = this.#lineEnd(start)
    if (this.#nextQuote < lineEnd) return undefined
    this.#at = lineEnd + 1
    this.#line++
    return text.slice(start, this.#withoutCarriageReturn(start, lineEnd)).split(this.#delimiter)
  }

  /** Reads one record with its line end, or returns its fault; the position is then undefined. */
  #readQuoted(): string[] | string {
    const text = this.#text
    const delimiterCode = this.#delimiter.charCodeAt(0)
    const cells: string[] = []
    let lineEnd = this.#lineEnd(this.#at)
    for (;;) {
      let end: number
      const opening = this.#openingQuote(lineEnd)
      if (opening !== undefined) {
        const closing = this.#closingQuote(opening + 1)
        if (closing === -1) return unclosed
        cells.push(this.#unquoted(opening + 1, closing))
        if (closing > lineEnd) lineEnd = this.#lineEnd(closing)
        end = this.#afterBlanks(closing + 1)
        if (text.charCodeAt(end) !== delimiterCode) {
          if (this.#withoutCarriageReturn(end, lineEnd) !== end) return undoubled
          end = lineEnd
        }
      } else {
        end = text.indexOf(this.#delimiter, this.#at)
        if (end === -1 || end > lineEnd) end = lineEnd
        cells.push(text.slice(this.#at, end === lineEnd ? this.#withoutCarriageReturn(this.#at, end) : end))
      }
      this.#at = end + 1
      if (end === lineEnd) {
        this.#line++
        return cells
      }
    }
  }

  /**
   * Where the quoted text of this cell begins. People also write a blank before it: such a cell is quoted
   * only if it ends in the same line, so that the quotes of a bare cell stay as they are.
   */
  #openingQuote(lineEnd: number): number | undefined {
    const opening = this.#afterBlanks(this.#at)
    if (this.#text.charCodeAt(opening) !== quote) return undefined
    if (opening === this.#at) return opening
    const closing = this.#closingQuote(opening + 1)
    if (closing === -1 || closing > lineEnd) return undefined
    const end = this.#afterBlanks(closing + 1)
    const isWhole = this.#text[end] === this.#delimiter || this.#withoutCarriageReturn(end, lineEnd) === end
    return isWhole ? opening : undefined
  }

  #afterBlanks(from: number): number {
    let at = from
    while (this.#text.charCodeAt(at) === blank) at++
    return at
  }

  #findQuote(from: number): number {
    const found = this.#text.indexOf('"', from)
    return found === -1 ? Number.POSITIVE_INFINITY : found
  }

  #lineEnd(from: number): number {
    const found = this.#text.indexOf('\n', from)
    return found === -1 ? this.#text.length : found
  }

  #withoutCarriageReturn(start: number, end: number): number {
    let last = end
    // More than one: a program wrote CRLF in a mode that adds another CR.
    while (last > start && this.#text.charCodeAt(last - 1) === carriageReturn) last--
    return last
  }

  /** -1 if there is none yet. */
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

  #giveUpLine(start: number, line: number, fault: string): CsvRecord {
    const end = this.#lineEnd(start)
    this.#at = end + 1
    this.#line = line + 1
    this.#nextQuote = unknown
    return { line, cells: [this.#text.slice(start, end)], fault }
  }
}

const unclosed = 'a quote is opened and not closed: close it, or double the quotes that belong to the text'
const undoubled = 'a quote inside a quoted text is not doubled: write two of them for one'
