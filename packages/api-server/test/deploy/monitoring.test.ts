import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../../src/http/observe/metrics.ts'

const folder = join(import.meta.dirname, '../../../../deploy/monitoring')
const read = (name: string) => readFile(join(folder, name), 'utf8')

const figures = { waiting: 0, ageSeconds: 0, walBytes: 0, connections: { busy: 0, idle: 0, waiting: 0 } }
const exposed = await createMetrics({ processMetrics: true, figures: () => figures }).expose()
const names = new Set(
  [...exposed.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  ),
)

/** The metrics of a PromQL expression: what is left without texts, labels, ranges, functions and words. */
function metricsIn(expression: string): string[] {
  const bare = expression.replaceAll(/\{[^}]*\}|\[[^\]]*\]|\b(by|without) ?\([^)]*\)/g, ' ')
  return [...bare.matchAll(/\b([a-z_]\w*)\b(?!\s*\()/gi)].map(([name]) => name)
}

const rules = parse(await read('alerts.yml')).groups.flatMap(
  (group: { rules: { alert: string; expr: string }[] }) => group.rules,
) as { alert: string; expr: string; annotations: { summary: string } }[]
const panels = JSON.parse(await read('dashboard.json')).panels as {
  title: string
  targets: { expr: string }[]
}[]

test.each(rules.map((rule) => [rule.alert, rule] as const))(
  'the API exposes the metrics of the alert %s',
  (_, rule) => {
    const used = metricsIn(rule.expr).filter((name) => name !== 'up')
    expect(used.filter((name) => !names.has(name))).toEqual([])
    expect(metricsIn(rule.expr)).not.toEqual([])
    expect(rule.annotations.summary).toMatch(/\S/)
  },
)

test.each(panels.map((panel) => [panel.title, panel] as const))(
  'the API exposes the metrics of the panel %s',
  (_, panel) => {
    const used = panel.targets.map(({ expr }) => metricsIn(expr))
    expect(used.flat().filter((name) => !names.has(name))).toEqual([])
    expect(used.every((list) => list.length > 0)).toBe(true)
  },
)

test('every metric of the API itself is on the dashboard', () => {
  const own = [...exposed.matchAll(/^# TYPE ((?:http|access|webhook|write|database|sqlite)_\S+)/gm)].map(
    ([, name]) => name,
  )
  const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join('\n')
  expect(own.length).toBeGreaterThan(6)
  expect(own.filter((name) => !shown.includes(String(name)))).toEqual([])
})
