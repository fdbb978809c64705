import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

// The conventions of CONTRIBUTING.md that a pattern can check.
const source = new URL('../src/', import.meta.url).pathname

test.each([
  ['a constant in capitals: write it like any other name', '**', /^(?:export )?const [A-Z][A-Z0-9_]+\b.*/gm],
  [
    'a number of time without its unit',
    '**',
    /^ {2}readonly \w*(?:[tT]imeout|[dD]elay|[eE]xpiresAt|[lL]ifetime|[aA]ge)\??: number/gm,
  ],
  ['"since 1970": times count from the epoch', '**', /seconds since 1970/g],
  [
    'state of a module',
    '{model,rules}/**',
    /^(?:export )?(?:let .*|const \w+ = new (?:Map|Set|WeakMap|WeakSet)\b.*)/gm,
  ],
])('no file has %s', async (_title, files, pattern) => {
  expect(await inSources(files, (text) => text.match(pattern) ?? [])).toEqual([])
})

test('every member of a public interface is readonly', async () => {
  const found = await inSources('**', (text) =>
    [...text.matchAll(/^export (?:interface [^\n]*|type [^\n]*= )\{\n([\s\S]*?)^\}/gm)].flatMap(
      ([, members = '']) => members.match(/^ {2}(?!readonly )\w+\??: .*/gm) ?? [],
    ),
  )
  expect(found).toEqual([])
})

/** The findings of `find` in the sources, each with its file. */
async function inSources(files: string, find: (text: string) => readonly string[]): Promise<string[]> {
  const found: string[] = []
  let count = 0
  for await (const file of glob(`${files}/*.ts`, { cwd: source })) {
    count++
    for (const text of find(await readFile(source + file, 'utf8'))) found.push(`${file}: ${text}`)
  }
  expect(count).toBeGreaterThan(10)
  return found
}
