import { inspect } from 'node:util'

/** All that a log could show of an error: message, stack, properties and every cause. */
export function everythingIn(error: unknown): string {
  return inspect(error, { depth: 20, showHidden: true })
}

/** The error of a promise that must fail. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('did not fail')
}
