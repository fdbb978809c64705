import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/main.ts', 'src/index.ts'],
  format: 'esm',
  target: 'node24',
  platform: 'node',
  sourcemap: true,
  clean: true,
  // All in one: found and loaded module by module, the same code takes twice the time to start. What brings
  // files of its own, a binary or the pages of the documentation, stays outside.
  noExternal: [/^(?!better-sqlite3|swagger-ui-dist|pg-native|node:)/],
  external: ['better-sqlite3', 'swagger-ui-dist', 'pg-native'],
  splitting: true,
  // The SDK from its sources: packages are built at the same time, and its own build may not be there yet.
  esbuildOptions(options) {
    options.conditions = ['@timesheets/source', 'module']
  },
  banner: {
    // Some of what is bundled is CommonJS and asks for Node's own modules by `require`.
    js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
  },
})
