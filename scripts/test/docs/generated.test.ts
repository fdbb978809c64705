import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { withGenerated } from '../../docs/generated.ts'
import { transitionTable } from '../../docs/transition-table.ts'

test('the documentation shows the transition table that the rules go by', async () => {
  const document = await readFile(new URL('../../../docs/weeks.md', import.meta.url), 'utf8')
  // Where this fails: pnpm docs:generate
  expect(withGenerated(document, 'transitions', transitionTable())).toBe(document)
})

test('a document without a place for it is not touched', () => {
  expect(() => withGenerated('# Weeks', 'transitions', '')).toThrow(RangeError)
})
