import { defineConfig } from 'vitest/config'

// Packages of this workspace are tested unbuilt: their exports resolve to their sources.
const conditions = ['@timesheets/source', 'module', 'node', 'development|production']

const testsOf = (name: string, folder = `packages/${name}`) => ({
  extends: true as const,
  // A group of its own, and a number for it: what has none runs last where there is one worker.
  test: { name, include: [`${folder}/test/**/*.test.ts`], maxWorkers: '100%', sequence: { groupOrder: 1 } },
})

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // Some start a database or a process first, on a machine that is busy with the others.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The last line is the count.
    reporters: ['default', './scripts/test-count-reporter.ts'],
    // Starts PostgreSQL when the first test asks for a database, and never for runs in which none does.
    globalSetup: './tools/postgres/src/vitest-setup.ts',
    projects: [
      testsOf('timesheets-sdk'),
      {
        extends: true,
        test: {
          // What runs on phones and in browsers, once more without the globals that some of these lack.
          name: 'timesheets-sdk-bare',
          include: ['packages/timesheets-sdk/test/{auth,client,net}/**/*.test.ts'],
          exclude: ['**/auth/file-cache.test.ts'],
          setupFiles: './packages/timesheets-sdk/test/support/bare-platform.ts',
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      testsOf('api-server'),
      testsOf('cli'),
      testsOf('dev-issuer'),
      testsOf('web-demo'),
      testsOf('test-postgres', 'tools/postgres'),
      testsOf('scripts', 'scripts'),
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/test/**/*.test.ts'],
          // Whole systems of processes, one after another and after all other tests: they need the machine.
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
})
