import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const source = new URL('../../src/', import.meta.url)
const physical = [
  /(margin|padding|border|scroll-margin|scroll-padding)-(left|right)\b/,
  /(^|[;{\s])(left|right)\s*:/,
  /(text-align|float|clear)\s*:\s*(left|right)/,
  /(top|bottom)-(left|right)-radius/,
  /position-area:.*\b(left|right)\b/,
]
// Four values name the sides: right and left differ.
const fourSides = /(margin|padding|inset|border-width)\s*:\s*\S+ (\S+) \S+ (?!\2;)\S+;/

it('styles name the sides of a line by start and end, so that they mirror from right to left', () => {
  const files = globSync('**/*.css', { cwd: source })
  expect(files.length).toBeGreaterThan(10)
  const found = files.flatMap((file) =>
    readFileSync(new URL(file, source), 'utf8')
      .split('\n')
      .filter((line) => [...physical, fourSides].some((pattern) => pattern.test(line)))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})
