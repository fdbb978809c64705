import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { decodeText, type Encoding } from '../../../src/import/csv/lines.ts'
import { chunks, utf16 } from '../support/bytes.ts'

async function decode(content: string | Uint8Array, chunkSize?: number, said?: Encoding) {
  const { encoding, pieces } = await decodeText(chunks(content, chunkSize), { encoding: said })
  const texts: string[] = []
  for await (const piece of pieces) texts.push(piece)
  return { encoding, texts, text: texts.join('') }
}

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  )

describe('decodeText', () => {
  const text = 'Jürgen;😀\r\nzwei\n'

  test.each<[string, Uint8Array, string]>([
    ['UTF-8', bytes(text), 'utf-8'],
    ['UTF-8 with byte order mark', bytes(`\ufeff${text}`), 'utf-8'],
    ['UTF-16, little end first', utf16(`\ufeff${text}`, true), 'utf-16le'],
    ['UTF-16, big end first', utf16(`\ufeff${text}`, false), 'utf-16be'],
    ['UTF-16 without byte order mark', utf16(text, true), 'utf-16le'],
    ['UTF-16, big end first, without byte order mark', utf16(text, false), 'utf-16be'],
  ])('reads %s', async (_, content, encoding) => {
    expect(await decode(content)).toMatchObject({ encoding, text })
    expect(await decode(content, 1)).toMatchObject({ encoding, text })
  })

  test.each<[Encoding, Uint8Array, string]>([
    ['windows-1252', bytes('M', [0xfc], 'ller;5 ', [0x80], '\r\n'), 'Müller;5 €\r\n'],
    ['iso-8859-15', bytes('5 ', [0xa4], '\n'), '5 €\n'],
    ['windows-1250', bytes([0xa3, 0xf3, 0x64, 0x9f, 0x0a]), 'Łódź\n'],
    ['macintosh', bytes('M', [0x9f], 'ller'), 'Müller'],
    ['shift_jis', bytes([0x8e, 0x9e, 0x8a, 0xd4]), '時間'],
    ['euc-kr', bytes([0xbd, 0xc3, 0xb0, 0xa3]), '시간'],
  ])('reads %s where it is named', async (encoding, content, expected) => {
    for (const size of [1, 3, 100]) {
      expect(await decode(content, size, encoding)).toMatchObject({ encoding, text: expected })
    }
  })

  it('believes a byte order mark more than what is said', async () => {
    const content = bytes('\ufeffMüller')
    expect(await decode(content, 3, 'windows-1252')).toMatchObject({ encoding: 'utf-8', text: 'Müller' })
  })

  it.each([
    ['an array', () => new Uint8Array(10)],
    ['a Buffer of Node', () => Buffer.alloc(10)],
  ])('keeps what it has of a line where the source uses %s again for each chunk', async (_, allocate) => {
    const content = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('')
    async function* reused() {
      const buffer = allocate()
      for await (const chunk of chunks(content, buffer.length)) {
        buffer.set(chunk)
        yield buffer.subarray(0, chunk.length)
      }
    }
    const { pieces } = await decodeText(reused())
    let text = ''
    for await (const piece of pieces) text += piece
    expect(text).toBe(content)
  })

  it('gives whole lines, in whatever chunks they come', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'ü', '😀', '\r', ';') })
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        async (lines, size) => {
          const whole = `x${lines.join('\n')}`
          const { texts, text } = await decode(whole, size)
          expect(text).toBe(whole)
          expect(texts.slice(0, -1).every((piece) => piece.endsWith('\n'))).toBe(true)
        },
      ),
    )
  })

  it('does not need the bytes of a chunk after it asked for the next', async () => {
    async function* reusing() {
      const buffer = new Uint8Array(3)
      for (const part of ['abc', 'de\n', 'fgh', 'i\nj', 'k\nl']) {
        buffer.set(bytes(part))
        yield buffer
      }
    }
    const { pieces } = await decodeText(reusing())
    let text = ''
    for await (const piece of pieces) text += piece
    expect(text).toBe('abcde\nfghi\njk\nl')
  })

  it('names the line that is not UTF-8', async () => {
    const latin = bytes('eins\nzwei\nJ', [0xfc], 'rgen\nvier\n')
    await expect(decode(latin)).rejects.toMatchObject({ code: 'not_text', line: 3 })
    await expect(decode(latin, 2)).rejects.toMatchObject({ code: 'not_text', line: 3 })
    await expect(decode(latin)).rejects.toThrow('save it as UTF-8')
  })

  it('names the line that is not UTF-8 also when it is the last and has no end', async () => {
    await expect(decode(bytes('eins\nJ', [0xfc], 'rgen'))).rejects.toMatchObject({
      code: 'not_text',
      line: 2,
    })
  })

  test.each([1, 2, 3])('drops a last character of which only %d bytes of four are there', async (count) => {
    const { text: read } = await decode(bytes('eins\nzwei ', [0xf0, 0x9f, 0x98, 0x80].slice(0, count)))
    expect(read).toBe('eins\nzwei ')
  })

  it('keeps a last character that is whole', async () => {
    expect(await decode('eins\nzwei 😀')).toMatchObject({ text: 'eins\nzwei 😀' })
  })

  it('refuses UTF-16 with half a character', async () => {
    const broken = utf16('\ufeffeins\nzwei \ud83d drei\n', true)
    await expect(decode(broken)).rejects.toMatchObject({ code: 'not_text' })
  })

  it('refuses a line without end before it fills the memory', async () => {
    async function* endless() {
      for (;;) yield new Uint8Array(65_536).fill(0x61)
    }
    const { pieces } = await decodeText(endless())
    await expect(pieces.next()).rejects.toMatchObject({ code: 'line_too_long', line: 1 })
  })

  it('refuses an empty file and an Excel workbook', async () => {
    await expect(decode('')).rejects.toMatchObject({ code: 'empty_file' })
    await expect(decode(bytes([0x50, 0x4b, 0x03, 0x04], 'xl/'))).rejects.toThrow('export it as CSV')
  })

  it.each([
    ['an old workbook', bytes([0xd0, 0xcf, 0x11, 0xe0], 'x'), 'this is an old Excel workbook (.xls)'],
    ['a web page that is named .xls', '<html><table>', 'this is a web page or XML'],
    ['a PDF', '%PDF-1.7', 'this is a PDF'],
    ['UTF-32', bytes([0xff, 0xfe, 0, 0], 'a'), 'this is UTF-32: save it as UTF-8'],
    ['a compressed file', bytes([0x1f, 0x8b, 0x08, 0x00], 'x'), 'this is a compressed file'],
  ])('refuses %s, and says what to do', async (_, content, message) => {
    await expect(decode(content)).rejects.toMatchObject({
      code: 'not_text',
      message: expect.stringContaining(message),
    })
  })
})
