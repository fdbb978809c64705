import { nodeProcess } from './node-process.ts'

/** Set by the build, from package.json. */
declare const sdkVersion: string | undefined

/**
 * `timesheets-sdk/1.2.3`, where a program may name itself: in Node, Bun and Deno. Browsers would have to ask
 * the API whether the header may be sent.
 */
export function defaultUserAgent(): string | undefined {
  if (nodeProcess() === undefined) return undefined
  return `timesheets-sdk/${typeof sdkVersion === 'string' ? sdkVersion : 'unbuilt'}`
}
