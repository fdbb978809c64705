import { expect, test } from 'vitest'
import { defaultReportPath } from '../../../../src/commands/entries/push/report-file.ts'

test.each([
  ['november.csv', 'november.rejected.csv'],
  ['data/november.ndjson', 'data/november.rejected.csv'],
  ['/in/november', '/in/november.rejected.csv'],
  ['november.rejected.csv', 'november.rejected-2.csv'],
  ['november.rejected-2.csv', 'november.rejected-3.csv'],
  ['november.v2.csv', 'november.v2.rejected.csv'],
])('what is rejected of %s goes to %s', (file, report) => {
  expect(defaultReportPath(file)).toBe(report)
})
