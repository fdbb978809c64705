import type { runCliHere } from './cli-here.ts'
import { type PushReport, reportOf } from './push-report.ts'
import type { Verdict } from './rule-table.ts'

const statuses = {
  'would be created': 'created',
  'would be updated': 'updated',
  unchanged: 'unchanged',
} as const

/** The outcomes that `push --dry-run` predicts for some values, in order. `run`: as a process, or here. */
export async function dryRunOf(
  values: readonly unknown[],
  options: { readonly cwd: string; readonly env: Record<string, string> },
  source: string | undefined,
  run: typeof runCliHere,
): Promise<Verdict[]> {
  const input = values.map((value) => JSON.stringify(value)).join('\n')
  const args = [
    'push',
    '-',
    '--format',
    'ndjson',
    '--dry-run',
    '--no-report',
    ...(source ? ['--source', source] : []),
  ]
  // The output for people has the rows, the JSON object has the codes.
  const [lines, json] = await Promise.all([
    run(args, { ...options, input }),
    run([...args, '--json'], { ...options, input }),
  ])
  const { rejections }: PushReport = reportOf(json, json.code === 3 ? 3 : 0)
  return values.map((_, index): Verdict => {
    const line = index + 1
    const rejection = rejections.find((candidate) => candidate.line === line)
    if (rejection) return { status: 'rejected', code: rejection.code }
    // Warnings follow a semicolon.
    const said = new RegExp(
      `^stdin:${line}  .*  (would be created|would be updated|unchanged)(?:;|$)`,
      'm',
    ).exec(lines.stdout)
    const status = statuses[(said?.[1] ?? '') as keyof typeof statuses]
    if (!status) throw new Error(`nothing is said of line ${line}:\n${lines.stdout}${lines.stderr}`)
    return { status }
  })
}
