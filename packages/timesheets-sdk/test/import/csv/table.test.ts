import { describe, expect, it, test } from 'vitest'
import { openTable } from '../../../src/import/csv/table.ts'
import { all, chunks } from '../support/bytes.ts'

async function open(content: string, chunkSize?: number) {
  const { portions, ...table } = await openTable(chunks(content, chunkSize))
  return { ...table, records: await all(portions) }
}

describe('openTable', () => {
  test.each([
    [',', 'a,b,c\n1,2,3\n'],
    [';', 'a;b;c\n1,5;2;3\n'],
    [';', '"a, b";c;d\n1;2;3\n'],
    ['\t', 'a\tb\tc\n1\t2\t3\n'],
    ['|', 'a|b|c\n1,5|2|3\n\u001a'],
    [',', 'alone\n1\n'],
  ])('finds the delimiter %j', async (delimiter, content) => {
    const table = await open(content)
    expect(table.delimiter).toBe(delimiter)
    expect(table.records.map(({ cells }) => cells.length)).toEqual([table.header.length])
  })

  it('believes the delimiter that Excel writes in a line before the header', async () => {
    expect(await open('sep=;\r\na,b,c;d\r\n1;2\r\n')).toMatchObject({
      delimiter: ';',
      header: ['a,b,c', 'd'],
      headerLine: 2,
      records: [{ line: 3, cells: ['1', '2'] }],
    })
  })

  it('passes over empty lines before the header, and rows of empty cells after it', async () => {
    const content = '\n \r\na,b\n,\n1,2\n\n,\n'
    for (const size of [1, 3, 100]) {
      expect(await open(content, size)).toMatchObject({
        header: ['a', 'b'],
        headerLine: 3,
        records: [{ line: 5, cells: ['1', '2'] }],
      })
    }
  })

  it('leaves out the empty cell behind a delimiter that ends each row, but not the header', async () => {
    const cellsOf = async (content: string, size: number) =>
      (await open(content, size)).records.map(({ cells }) => cells)
    for (const size of [1, 100]) {
      expect(await cellsOf('a,b\nx,2,\n3,,\ny,6\nz,8,9\n1,5,\n', size)).toEqual([
        ['x', '2'],
        ['3', ''],
        ['y', '6'],
        ['z', '8', '9'],
        ['1', '5', ''],
      ])
      expect(await cellsOf('a,b\nx,2,\n', size)).toEqual([['x', '2', '']])
      // It can be a decimal comma.
      expect(await cellsOf('a,b\n7,5,\n8,,\n', size)).toEqual([
        ['7', '5', ''],
        ['8', '', ''],
      ])
      // One row of several has a delimiter that nobody expects.
      expect(await cellsOf('a,b\nx,2,\ny,4\n', size)).toEqual([
        ['x', '2', ''],
        ['y', '4'],
      ])
    }
  })

  it('passes over the header of each further file that was joined, with its byte order mark', async () => {
    const file = '\ufeff"a","b"\n1,2\n'
    for (const size of [3, 100]) {
      expect((await open(`${file}${file} , \n`, size)).records).toMatchObject([
        { line: 2, cells: ['1', '2'] },
        { line: 4, cells: ['1', '2'] },
      ])
    }
  })

  it('reads a header whose names have line breaks', async () => {
    expect(await open('a,"Duration\n(h)"\n1,2\n', 3)).toMatchObject({
      header: ['a', 'Duration\n(h)'],
      records: [{ line: 3 }],
    })
  })

  test.each(['a,b', 'a,b\n', '\ufeffa,b\r\n'])('reads a header alone: %j', async (content) => {
    expect(await open(content)).toMatchObject({ header: ['a', 'b'], records: [] })
  })

  test.each(['', '\n\n', '\ufeff', 'sep=;\n', ' ', '""\n'])(
    'refuses a file without header: %j',
    async (content) => {
      await expect(open(content)).rejects.toMatchObject({ code: 'empty_file' })
    },
  )

  it('closes the file when it has no header', async () => {
    let isClosed = false
    async function* file() {
      try {
        yield* chunks('a,"b\nc,d\n', 4)
      } finally {
        isClosed = true
      }
    }
    await expect(openTable(file())).rejects.toMatchObject({ code: 'not_text' })
    expect(isClosed).toBe(true)
  })

  it('refuses a header with an open quote, and lines that end with CR alone', async () => {
    await expect(open('a,"b\n')).rejects.toMatchObject({ code: 'not_text', line: 1 })
    await expect(open('a,b\r1,2\r3,4\r')).rejects.toThrow('line ends')
  })
})
