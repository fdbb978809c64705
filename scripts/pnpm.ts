import process from 'node:process'

/**
 * How to run pnpm. It passes its own location to the scripts that it runs, so it may be missing from the
 * path.
 */
export function pnpm(): { readonly command: string; readonly args: readonly string[] } {
  const path = process.env.npm_execpath ?? ''
  if (!/pnpm[^/\\]*$/.test(path)) return { command: 'npx', args: ['--yes', 'pnpm@12'] }
  return /\.[cm]?js$/.test(path) ? { command: process.execPath, args: [path] } : { command: path, args: [] }
}
