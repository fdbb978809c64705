import { describe, expect, it, test } from 'vitest'
import { wholeLines } from '../../../src/io/readers/whole-lines.ts'
import { chunks } from '../../support/text-source.ts'

async function piecesOf(content: string | Uint8Array, size: number) {
  const pieces = []
  for await (const piece of wholeLines(chunks(content, size), 'november.csv')) pieces.push(piece)
  return pieces
}

describe('wholeLines', () => {
  const text = 'größe,日本\n\r\n😀,last'

  test.each([1, 2, 3, 5, 100])(
    'gives the text whole and in whole lines, from chunks of %d bytes',
    async (size) => {
      const pieces = await piecesOf(text, size)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      for (const piece of pieces.slice(0, -1)) expect(piece.text.endsWith('\n')).toBe(true)
      let line = 1
      for (const piece of pieces) {
        expect(piece.firstLine).toBe(line)
        line += piece.text.split('\n').length - 1
      }
    },
  )

  test.each([1, 2, 3, 100])(
    'leaves out a byte order mark at the beginning, from chunks of %d bytes',
    async (size) => {
      const pieces = await piecesOf('\ufeffa\n\ufeffb\n', size)
      expect(pieces.map((piece) => piece.text).join('')).toBe('a\n\ufeffb\n')
    },
  )

  it('gives nothing for nothing', async () => {
    expect(await piecesOf('', 1)).toEqual([])
  })

  test.each([1, 4, 100])('names the line that is not UTF-8, from chunks of %d bytes', async (size) => {
    const latin1 = Buffer.from('ü,1\ngröße,2\n', 'latin1')
    const content = Buffer.concat([
      Buffer.from('header ü\nfirst\n'),
      latin1.subarray(0, 2),
      Buffer.from('x\n'),
    ])
    await expect(piecesOf(content, size)).rejects.toThrow(
      /^november\.csv:3 is not UTF-8: save the file as UTF-8/,
    )
  })

  it('names a last line that is cut inside a character', async () => {
    const content = Buffer.from('a\nü').subarray(0, -1)
    await expect(piecesOf(content, 100)).rejects.toThrow('november.csv:2 is not UTF-8')
  })

  it('knows UTF-16 when it sees it', async () => {
    const content = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('userId\n', 'utf16le')])
    await expect(piecesOf(content, 100)).rejects.toThrow('november.csv is UTF-16')
  })

  it('does not hold more than 32 MiB of one line', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(1_024 * 1_024, 'x')
    }
    await expect(async () => {
      for await (const _ of wholeLines(endless(), 'dump')) expect.unreachable()
    }).rejects.toThrow('dump:1 is longer than 32 MiB')
  })
})
