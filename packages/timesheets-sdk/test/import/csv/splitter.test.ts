import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { CsvSplitter } from '../../../src/import/csv/splitter.ts'

function split(texts: readonly string[], delimiter = ',') {
  const splitter = new CsvSplitter(delimiter)
  return [...texts.flatMap((text) => splitter.feed(text)), ...splitter.end()]
}

const cellsIn = (...texts: string[]) => split(texts).map(({ cells }) => cells)

describe('CsvSplitter', () => {
  test.each<[string, string, string[][]]>([
    [
      'LF',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'both',
      'a,b\r\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'CRLF after quotes',
      '"a","b"\r\n"c","d"\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'nothing at the end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'nothing after a quote at the end',
      'a,b\n"c","d"',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'CR alone at the end',
      'a,b\nc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ])('reads lines ended by %s', (_, text, expected) => {
    expect(cellsIn(text)).toEqual(expected)
  })

  test.each<[string, string, string[]]>([
    ['empty cells', ',,', ['', '', '']],
    ['an empty last cell before CRLF', 'a,\r\n', ['a', '']],
    ['a line end with two CR', 'a,b\r\r\n', ['a', 'b']],
    ['a quoted cell before two CR', 'a,"b"\r\r\n', ['a', 'b']],
    ['an empty last cell after a quoted one', '"a",\n', ['a', '']],
    ['quoted commas', '"a,b",c', ['a,b', 'c']],
    ['doubled quotes', '"say ""yes""",c', ['say "yes"', 'c']],
    ['an empty quoted cell', '"",c', ['', 'c']],
    ['a cell of one quote', '"""",c', ['"', 'c']],
    ['line breaks in quotes', '"a\r\nb\nc",d\r\n', ['a\r\nb\nc', 'd']],
    ['bare cells after line breaks in quotes', '"a\nb",c,d\n', ['a\nb', 'c', 'd']],
    ['quotes in the middle of a bare cell', 'a 5" pipe,b', ['a 5" pipe', 'b']],
    ['a blank before quotes', 'a, "b,c" , "d ""e"""\r\n', ['a', 'b,c', 'd "e"']],
    ['a blank after quotes', '"a" ,b', ['a', 'b']],
    ['quotes after a blank that are not the whole cell', 'a, "b" c, "d', ['a', ' "b" c', ' "d']],
    ['blanks, which belong to the cell', ' a , b ', [' a ', ' b ']],
    ['a carriage return inside a bare cell', 'a\rb,c', ['a\rb', 'c']],
  ])('reads %s', (_, text, expected) => {
    expect(cellsIn(text)).toEqual([expected])
  })

  it('leaves out empty lines, and says in which line each record begins', () => {
    const records = split(['h,i\n\r\n\n"a\nb\nc",d\ne,f\n'])
    expect(records.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, 'h'],
      [4, 'a\nb\nc'],
      [7, 'e'],
    ])
  })

  it('counts lines from where it is told to', () => {
    const splitter = new CsvSplitter(',', 3)
    expect(splitter.feed('a,b\nc,d\n').map(({ line }) => line)).toEqual([3, 4])
  })

  it('goes on with a quoted cell over any number of pieces', () => {
    const records = split(['h,i\n"a\n', '\n', 'b",c\n', 'd,e\n'])
    expect(records.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'h', 'i'],
      [2, 'a\n\nb', 'c'],
      [5, 'd', 'e'],
    ])
  })

  it('tells the last record of a file whose last line has no end', () => {
    const ends = (text: string) => split([text]).map(({ endsWithoutLineEnd }) => endsWithoutLineEnd)
    expect(ends('a,b\nc,d')).toEqual([undefined, true])
    expect(ends('a,b\n"c","d"')).toEqual([undefined, true])
    expect(ends('a,b\nc,d\n')).toEqual([undefined, undefined])
  })

  it('gives up a line whose quote is never closed, and reads the next as a record', () => {
    expect(split(['h,i\na,"b\nc,d\ne,f\n'])).toEqual([
      { line: 1, cells: ['h', 'i'] },
      { line: 2, cells: ['a,"b'], fault: expect.stringContaining('not closed') },
      { line: 3, cells: ['c', 'd'] },
      { line: 4, cells: ['e', 'f'] },
    ])
  })

  it('gives up a line whose stray quote is closed by the opening one of another line', () => {
    expect(split(['h,i\na,"b\nc,"d, e"\nf,g\n'])).toEqual([
      { line: 1, cells: ['h', 'i'] },
      { line: 2, cells: ['a,"b'], fault: expect.stringContaining('not doubled') },
      { line: 3, cells: ['c', 'd, e'] },
      { line: 4, cells: ['f', 'g'] },
    ])
  })

  it('gives up a line whose stray quote makes one record of several lines', () => {
    const records = split(['h,i\na,"b\nc,d",x\ne,f\n'])
    expect(records.map(({ line, fault }) => [line, fault !== undefined])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
    ])
  })

  it('gives up a quoted text that is longer than any record, without reading on to the end', () => {
    const splitter = new CsvSplitter(',')
    const line = `${'x'.repeat(999)}\n`
    const records = [...splitter.feed('h\n"open\n')]
    for (let count = 0; count < 100 && records.length < 3; count++) records.push(...splitter.feed(line))
    expect(records.slice(0, 3)).toMatchObject([
      { line: 1, cells: ['h'] },
      { line: 2, fault: expect.stringContaining('not closed') },
      { line: 3, cells: ['x'.repeat(999)] },
    ])
  })

  it('reads back any table that was written, with any delimiter and however it is cut into pieces', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ü', '😀', ' ', ',', ';', '\t', '"', '\n', '\r\n', "'"),
    })
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      )
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        (rows, delimiter, lineEnd, endsWithBreak, quotesAll) => {
          const written = rows.map((cells) =>
            cells.map((text) => quoted(text, delimiter, quotesAll)).join(delimiter),
          )
          const text = written.join(lineEnd) + (endsWithBreak ? lineEnd : '')
          expect(split([text], delimiter).map(({ cells }) => cells)).toEqual(rows)
          expect(split(text.split(/(?<=\n)/), delimiter).map(({ cells }) => cells)).toEqual(rows)
        },
      ),
    )
  })

  it('takes any text, and tells of each line at most once', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') })
    fc.assert(
      fc.property(text, (anything) => {
        const lines = split([anything]).map(({ line }) => line)
        expect(new Set(lines).size).toBe(lines.length)
        expect(lines).toEqual([...lines].sort((one, other) => one - other))
      }),
    )
  })
})

function quoted(cell: string, delimiter: string, always: boolean): string {
  const must = always || cell.includes(delimiter) || /["\r\n]/.test(cell)
  return must ? `"${cell.replaceAll('"', '""')}"` : cell
}
