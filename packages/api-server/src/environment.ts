import { readFileSync } from 'node:fs'
import { codeOf } from './error-code.ts'

/** An invalid or missing setting. The message is one line that names it and says how to correct it. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
}

/** How the program ends. */
export const exitCodes = { done: 0, unexpected: 1, wrongSettings: 2 } as const

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The value of a variable, or of the file that `<name>_FILE` names, without spaces and line breaks around it:
 * files and Kubernetes secrets end with one. An empty value counts as unset.
 * @throws {SettingError} if both are set, the file cannot be read, or the value is in quotes, as `docker
 *   --env-file` and systemd leave them
 */
export function textOf(env: Environment, name: string): string | undefined {
  const text = env[name]?.trim() || fileText(env, `${name}_FILE`)
  if (env[name]?.trim() && env[`${name}_FILE`]?.trim()) {
    throw new SettingError(`${name} and ${name}_FILE are both set: remove one of them`)
  }
  if (text !== undefined && /^(["'])[\s\S]*\1$/.test(text)) {
    // The message does not contain the value: it may be a secret.
    throw new SettingError(`${name} is in quotes, which count as part of the value: remove them`)
  }
  return text || undefined
}

/** The content of the file that a variable names, as Docker and Kubernetes pass secrets. */
function fileText(env: Environment, name: string): string | undefined {
  const path = env[name]?.trim()
  if (!path) return undefined
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw new SettingError(`${name} is "${path}": set it to a file that can be read (${codeOf(error)})`, {
      cause: error,
    })
  }
}

export function required(env: Environment, name: string, what: string): string {
  const value = textOf(env, name)
  if (!value) throw new SettingError(`${name} is missing: set it to ${what}`)
  return value
}

export function oneOf<const T extends string>(
  env: Environment,
  name: string,
  values: readonly T[],
  fallback: T,
): T {
  const text = textOf(env, name) ?? fallback
  const value = values.find((candidate) => candidate === text)
  if (value === undefined)
    throw new SettingError(`${name} is "${text}": set it to one of ${values.join(', ')}`)
  return value
}

/** `true` or `false`; unset is false. */
export function flag(env: Environment, name: string): boolean {
  return oneOf(env, name, ['true', 'false'], 'false') === 'true'
}

export function wholeNumber(
  env: Environment,
  name: string,
  { fallback, minimum = 0, maximum }: { fallback: number; minimum?: number; maximum: number },
): number {
  const text = textOf(env, name)
  if (!text) return fallback
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < minimum || value > maximum) {
    throw new SettingError(`${name} is "${text}": set it to a whole number from ${minimum} to ${maximum}`)
  }
  return value
}

/** Parts with commas between them. */
export function listOf(env: Environment, name: string): string[] {
  return (textOf(env, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
