import { readdirSync } from 'node:fs'
import { defineConfig } from 'tsup'
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

/**
 * At the top of each declaration file: the names of platform types, so that no program needs lib `dom` or
 * `@types/node` to compile against this package. Empty interfaces merge with those of either.
 */
export const declarationBanner = `declare global {
  interface AbortSignal {}
  interface CryptoKey {}
  interface ReadableStream<R = any> {}
  interface Request {}
  interface Response {}
  interface URL {}
  interface URLSearchParams {}
}
`

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
  dts: process.env.BUILD_TYPES === 'false' ? false : { entry: published, banner: declarationBanner },
})
