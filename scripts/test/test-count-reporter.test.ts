import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'test-count-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['passes', { 'a.test.js': "it('a', () => {}); it('b', () => {})" }, '2 passed, 0 failed'],
  [
    'fails in a test, skips another and has a file that does not load',
    {
      'a.test.js': "it('a', () => {}); it('b', () => { throw new Error('b') }); it.skip('c', () => {})",
      'b.test.js': "throw new Error('does not load')",
    },
    '1 passed, 2 failed, 1 skipped',
  ],
])('ends a run that %s with its count, alone on the last line', (name, files, count) => {
  const root = join(folder, name.slice(0, 6))
  mkdirSync(root)
  for (const [file, content] of Object.entries(files)) writeFileSync(join(root, file), content)

  const { stdout } = spawnSync(
    process.execPath,
    [vitest(), 'run', '--globals', '--root', root, ...reporters()],
    {
      encoding: 'utf8',
    },
  )
  expect(stdout.split('\n').slice(-2)).toEqual([count, ''])
})

function vitest(): string {
  return join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')
}

function reporters(): string[] {
  const own = join(import.meta.dirname, '../test-count-reporter.ts')
  return ['--reporter', 'default', '--reporter', own]
}
