import process from 'node:process'
import type { Reporter, TestModule } from 'vitest/node'

/** Ends the output of a test run with one plain line that counts its tests: `123 passed, 0 failed`. */
export default class TestCountReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    // An error outside any test (a file that does not load, an unhandled rejection) fails the run too.
    count.failed += unhandledErrors.length
    for (const testModule of testModules) {
      if (testModule.state() === 'failed' && [...testModule.children.allTests('failed')].length === 0)
        count.failed++
      for (const test of testModule.children.allTests()) count[test.result().state]++
    }
    const skipped = count.skipped + count.pending
    const line = `${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
    // After the summary, which vitest's own reporter writes in the same turn.
    process.once('exit', () => process.stdout.write(`${line}\n`))
  }
}
