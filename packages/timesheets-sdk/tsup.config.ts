import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'tsup'
import { writeDeclarations } from './build/declarations.ts'
import manifest from './package.json' with { type: 'json' }

/** The entry points of package.json: from the path in `dist` to the source. */
const published = Object.fromEntries(
  Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string'
      ? []
      : [[target.default.replace(/^\.\/dist\/|\.js$/g, ''), target['@timesheets/source']]],
  ),
)

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
  define: { sdkVersion: JSON.stringify(manifest.version) },
  splitting: true,
  sourcemap: true,
  clean: true,
  // Types take most of the time, and running the programs needs none.
  onSuccess: async () => {
    if (process.env.BUILD_TYPES !== 'false')
      await writeDeclarations(fileURLToPath(new URL('dist', import.meta.url)))
  },
})
