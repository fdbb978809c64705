import { describe, expect, it } from 'vitest'
import { readHeader } from '../../src/import/index.ts'
import { chunks } from './support/bytes.ts'

describe('readHeader', () => {
  it('gives the names of the columns, whatever is between and around them', async () => {
    expect(await readHeader(chunks('\ufeffsep=;\r\n"a, b";c\r\n1;2\r\n'))).toEqual(['a, b', 'c'])
  })

  it.each([3, 1_000])(
    'reads no further than it must, and closes the source: pieces of %i bytes',
    async (size) => {
      let asked = 0
      let isClosed = false
      async function* source() {
        try {
          for await (const chunk of chunks(`a,b\n${'1,2\n'.repeat(10_000)}`, size)) {
            asked++
            yield chunk
          }
        } finally {
          isClosed = true
        }
      }
      await readHeader(source())
      expect(asked).toBeLessThan(4)
      expect(isClosed).toBe(true)
    },
  )

  it('fails where there is none', async () => {
    await expect(readHeader(chunks(''))).rejects.toMatchObject({ code: 'empty_file' })
  })
})
