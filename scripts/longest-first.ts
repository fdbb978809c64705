import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Short files that load others or wait for processes.
const longest = [
  'browser/company',
  'browser/week',
  'killed',
  'browser/widths',
  'start',
  'exit-codes',
  'examples',
].map((name) => `/e2e/test/${name}.test.ts`)

/**
 * Starts the test files that take longest first, so that no worker is alone with one at the end. Vitest,
 * which remembers durations only from run to run, starts with the largest files.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => longest.some((name) => moduleId.endsWith(name))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
