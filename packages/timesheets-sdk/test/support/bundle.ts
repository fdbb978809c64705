import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * Bundles code that imports the SDK for a runtime without Node's modules: a script that leaves the code's
 * exports in `sdk`.
 *
 * @throws {Error} when the code needs a module that such a runtime does not have
 */
export async function bundle(code: string): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('../../', import.meta.url)) },
    conditions: ['@timesheets/source', 'workerd', 'worker', 'browser'],
    platform: 'browser',
    format: 'iife',
    globalName: 'sdk',
    bundle: true,
    write: false,
    logLevel: 'silent',
  })
  if (warnings.length > 0) throw new Error(JSON.stringify(warnings))
  return outputFiles[0]?.text ?? ''
}
