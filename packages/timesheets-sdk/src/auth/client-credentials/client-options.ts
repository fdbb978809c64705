import { AuthError } from '../errors.ts'

/** A list that may be written as one text, separated by blanks. */
export function words(list: string | readonly string[] = []): string[] {
  return (typeof list === 'string' ? list.split(/\s+/) : [...list]).filter((one) => one !== '')
}

/** @throws {AuthError} `invalid_settings` when these can never work. */
export function assertClientOptions(options: {
  clientId: string
  timeoutMs?: number
  giveUpAfterMs?: number
  refreshBeforeExpirySeconds?: number
}): void {
  const { clientId, timeoutMs = 1, giveUpAfterMs = 1, refreshBeforeExpirySeconds = 1 } = options
  if (typeof clientId !== 'string' || clientId.trim() === '') {
    throw new AuthError('invalid_settings', 'The client id is empty. Give the one that the issuer shows.')
  }
  for (const [name, value] of Object.entries({ timeoutMs, giveUpAfterMs, refreshBeforeExpirySeconds })) {
    if (!(Number.isFinite(value) && value >= 0)) {
      throw new AuthError('invalid_settings', `${name} is not a number of zero or more.`)
    }
  }
}
