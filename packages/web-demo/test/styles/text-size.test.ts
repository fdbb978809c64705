import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const source = new URL('../../src/', import.meta.url)

it('texts are sized in rem, so that they follow the browser’s font size', () => {
  // A chart's texts grow with the chart.
  const files = globSync('**/*.css', { cwd: source }).filter((file) => !file.endsWith('chart.css'))
  expect(files.length).toBeGreaterThan(10)
  const found = files.flatMap((file) =>
    readFileSync(new URL(file, source), 'utf8')
      .split('\n')
      .filter((line) => /font(-size)?:[^;]*\d(px|pt)\b/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})
