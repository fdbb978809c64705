import { readdirSync } from 'node:fs'
import { defineConfig } from 'tsup'

const published = {
  'model/index': 'src/model/index.ts',
  'rules/index': 'src/rules/index.ts',
  'contract/index': 'src/contract/index.ts',
  'decide/index': 'src/decide/index.ts',
  'auth/index': 'src/auth/index.ts',
  'auth/file-cache': 'src/auth/file-cache.ts',
  'client/index': 'src/client/index.ts',
  'outbox/index': 'src/outbox/index.ts',
  'outbox/file': 'src/outbox/file.ts',
  'import/index': 'src/import/index.ts',
  'verify/index': 'src/verify/index.ts',
  'webhooks/index': 'src/webhooks/index.ts',
  'testing/index': 'src/testing/index.ts',
}

/**
 * Each file of these folders is a module of its own in `dist`. Bundlers drop whole modules that nothing uses
 * (`sideEffects: false`), but keep the schemas of a module that they share with a plain function.
 */
const modules = ['model', 'rules'].flatMap((folder) =>
  readdirSync(new URL(`src/${folder}`, import.meta.url)).map(
    (file) => `${folder}/${file.replace(/\.ts$/, '')}`,
  ),
)

export default defineConfig({
  entry: { ...Object.fromEntries(modules.map((name) => [name, `src/${name}.ts`])), ...published },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  external: [/^node:/],
  splitting: true,
  sourcemap: true,
  clean: true,
  // Types take most of the time, and running the programs needs none.
  dts: process.env.BUILD_TYPES === 'false' ? false : { entry: published },
})
