import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findingsIn, maxColumns } from '../../prose/findings.ts'
import { projectFiles } from '../../prose/project-files.ts'
import { root } from '../../workspace.ts'

test.each([
  ['// the file is mended by hand', 'fix'],
  ["throw new Error('x is no number')", 'is not a'],
  ['/** What a measure found. */', 'begin with the noun'],
  ['const doc = `ask whoever keeps it`', 'name the person'],
  [`// ${'a '.repeat(60)}`, '110 are the most'],
])('code: %s', (text, problem) => {
  expect(findingsIn('a.ts', text).map((finding) => finding.problem)).toEqual([
    expect.stringContaining(problem),
  ])
})

test.each([
  '// there is no number in it',
  '// it is no longer read',
  '// amended, commended: words that only contain another',
  `const long = '${'x'.repeat(maxColumns)}'`,
  '/** What to do? Nothing. */',
])('code, nothing to change: %s', (text) => {
  expect(findingsIn('a.ts', text)).toEqual([])
})

test('Markdown is checked outside its code blocks, and by paragraph', () => {
  const document = [
    'Who may not read it',
    '',
    '```',
    'whoever',
    '```',
    '',
    '- **Who sees it**',
    'Who goes on',
  ].join('\n')
  expect(findingsIn('a.md', document).map(({ line }) => line)).toEqual([1, 7])
})

test('every text of the project is worded plainly and fits its width', async () => {
  const paths = await projectFiles()
  expect(paths.length).toBeGreaterThan(1_000)
  const found: string[] = []
  for (const path of paths) {
    for (const { line, problem } of findingsIn(path, await readFile(join(root, path), 'utf8'))) {
      found.push(`${path}:${line} ${problem}`)
    }
  }
  expect(found).toEqual([])
})
