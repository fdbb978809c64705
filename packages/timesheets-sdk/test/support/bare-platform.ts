import { hideFromSdk } from './hide-from-sdk.ts'

/**
 * Setup of the project `timesheets-sdk-bare`: the SDK's own sources, and oauth4webapi, run without globals
 * that React Native, workers or older browsers lack. Tests, Node and test tools still see them.
 */
const lacking: readonly (readonly [owner: object, name: PropertyKey])[] = [
  [URLSearchParams.prototype, 'size'],
  [URL, 'canParse'],
  [URL, 'parse'],
  [AbortSignal, 'any'],
  [AbortSignal, 'timeout'],
  [Headers.prototype, 'getSetCookie'],
  [String.prototype, 'isWellFormed'],
  [String.prototype, 'toWellFormed'],
  [Array, 'fromAsync'],
  [Array.prototype, 'with'],
  [Array.prototype, 'toSorted'],
  [Array.prototype, 'toReversed'],
  [Array.prototype, 'toSpliced'],
  [Object, 'groupBy'],
  [Map, 'groupBy'],
  [Promise, 'withResolvers'],
  [Promise, 'try'],
  [Set.prototype, 'union'],
  [Set.prototype, 'intersection'],
  [Set.prototype, 'difference'],
  [Set.prototype, 'isSubsetOf'],
  [RegExp, 'escape'],
  [Uint8Array.prototype, 'toBase64'],
  [Uint8Array, 'fromBase64'],
  [globalThis, 'structuredClone'],
  [globalThis, 'TextDecoderStream'],
  [globalThis, 'TextEncoderStream'],
  [globalThis, 'CompressionStream'],
  [globalThis, 'Iterator'],
  [crypto, 'randomUUID'],
]

for (const [owner, name] of lacking) hideFromSdk(owner, name)
