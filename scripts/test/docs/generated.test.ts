import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generatedParts, withGenerated } from '../../docs/generated.ts'
import { platforms } from '../../docs/platform-table.ts'
import { root } from '../../workspace.ts'

test.each(await generatedParts())(
  'the documentation shows the $name that the sources have',
  async ({ document, name, part }) => {
    const text = await readFile(document, 'utf8')
    // Where this fails: pnpm docs:generate
    expect(withGenerated(text, name, part)).toBe(text)
  },
)

test('every platform names programs that exist, and the versions that they were run on', async () => {
  for (const { by, versions } of await platforms()) {
    for (const path of by) await access(join(root, path))
    expect(versions).not.toContain('undefined')
  }
})

test('a document without a place for it is not touched', () => {
  expect(() => withGenerated('# Weeks', 'transitions', '')).toThrow(RangeError)
})
