import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/longest-first.ts'

// Packages of this workspace are tested unbuilt: their exports resolve to their sources.
const conditions = ['@timesheets/source', 'module', 'node', 'development|production']

// A group number of its own: with one worker, projects without one run last. The files of a project share
// modules, since loading them again for each file took two thirds of the time: a test that replaces a global
// or a part of Node puts it back.
const unit = { isolate: false, maxWorkers: '100%', sequence: { groupOrder: 1 } } as const

const testsOf = (name: string, folder = `packages/${name}`) => ({
  extends: true as const,
  test: { name, include: [`${folder}/test/**/*.test.ts`], ...unit },
})

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // Some start a database or a process first, on a machine that is busy with the others.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    // The last line is the count.
    reporters: ['default', './scripts/test-count-reporter.ts'],
    // Starts PostgreSQL when the first test asks for a database, and never for runs in which none does.
    globalSetup: './tools/postgres/src/vitest-setup.ts',
    projects: [
      testsOf('timesheets-sdk'),
      {
        extends: true,
        test: {
          // The parts for phones and browsers, once more without the globals that some of these lack.
          name: 'timesheets-sdk-bare',
          include: ['packages/timesheets-sdk/test/{auth,client,net,outbox}/**/*.test.ts'],
          exclude: ['**/auth/file-{cache,storage}.test.ts', '**/outbox/file.test.ts'],
          setupFiles: './packages/timesheets-sdk/test/support/bare-platform.ts',
          ...unit,
        },
      },
      testsOf('api-server'),
      testsOf('cli'),
      testsOf('dev-issuer'),
      testsOf('web-demo'),
      testsOf('test-postgres', 'tools/postgres'),
      testsOf('site', 'tools/site'),
      testsOf('scripts', 'scripts'),
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/test/**/*.test.ts'],
          // Whole systems of processes, after all other tests: they need the machine. Three at a time keep
          // two cores busy while some of them wait for processes to start or end. The files of a worker share
          // a browser.
          isolate: false,
          sequence: { groupOrder: 2 },
          maxWorkers: 3,
          testTimeout: 120_000,
        },
      },
    ],
  },
})
