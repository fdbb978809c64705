import type { Comparison, Finding, Goal, Sample, Subject } from '../finding.ts'
import { median, type Ratio, ratioOf } from '../statistics.ts'

/** A finding as lines of plain text: a table of the subjects, then the comparisons between them. */
export function linesOf(finding: Finding): string[] {
  return [
    finding.title,
    ...tableOf(finding).map((line) => `  ${line}`),
    ...finding.comparisons.map((comparison) => `  ${comparisonLine(comparison, finding)}`),
    ...finding.notes.map((note) => `  (${note})`),
  ]
}

function tableOf({ subjects, unit }: Finding): string[] {
  const rows = subjects.map(({ name, samples }) => {
    const values = valuesOf(samples)
    const range = `${rounded(Math.min(...values))} to ${rounded(Math.max(...values))}`
    return [name, rounded(median(values)), range, ...costOf(samples)]
  })
  const hasCost = rows.some((row) => row.length > 3)
  const header = ['', unit, 'min to max', ...(hasCost ? ['CPU us each', 'of a core'] : [])]
  return aligned([header, ...rows])
}

function costOf(samples: readonly Sample[]): string[] {
  const cpu = definedOf(samples, 'cpuMicroseconds')
  const share = definedOf(samples, 'coreShare')
  if (cpu.length === 0) return []
  return [rounded(median(cpu)), share.length === 0 ? '' : median(share).toFixed(2)]
}

function comparisonLine(comparison: Comparison, { subjects, unit }: Finding): string {
  const { of, to, goal } = comparison
  const { value, cpuRatio } = compare(comparison, subjects)
  const what =
    to === undefined ? `${of}: ${rounded(value.median)} ${unit}` : `${of} / ${to}: ${ratioText(value)}`
  const byCpu = cpuRatio ? `; by processor time ${ratioText(cpuRatio)}` : ''
  return `${what}${byCpu}${goal ? `; goal ${goalText(goal)}: ${verdict(value.median, goal)}` : ''}`
}

/** @param comparison of subjects that are among `subjects` */
function compare(
  { of, to }: Comparison,
  subjects: readonly Subject[],
): { readonly value: Ratio; readonly cpuRatio: Ratio | undefined } {
  const one = samplesOf(of, subjects)
  if (to === undefined)
    return {
      value: ratioOf(
        valuesOf(one),
        one.map(() => 1),
      ),
      cpuRatio: undefined,
    }
  const other = samplesOf(to, subjects)
  const cpu = definedOf(one, 'cpuMicroseconds')
  const otherCpu = definedOf(other, 'cpuMicroseconds')
  return {
    value: ratioOf(valuesOf(one), valuesOf(other)),
    // Inverted: half the time for each request means twice as many requests.
    cpuRatio: cpu.length > 0 && otherCpu.length > 0 ? ratioOf(otherCpu, cpu) : undefined,
  }
}

function valuesOf(samples: readonly Sample[]): number[] {
  return samples.map(({ value }) => value)
}

function samplesOf(name: string, subjects: readonly Subject[]): readonly Sample[] {
  const subject = subjects.find((candidate) => candidate.name === name)
  if (!subject) throw new RangeError(`nothing named ${name} was measured`)
  return subject.samples
}

function definedOf(samples: readonly Sample[], member: 'cpuMicroseconds' | 'coreShare'): number[] {
  return samples.flatMap((sample) => sample[member] ?? [])
}

function ratioText({ median: middle, minimum, maximum }: Ratio): string {
  return `${middle.toFixed(2)} (${minimum.toFixed(2)} to ${maximum.toFixed(2)})`
}

function goalText(goal: Goal): string {
  return 'atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`
}

function verdict(value: number, goal: Goal): string {
  const isReached = 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost
  return isReached ? 'reached' : 'not reached'
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? ''
        return column === 0 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('   ')
      .trimEnd(),
  )
}
