import { AuthError } from './errors.ts'
import { abortError } from './issuer/abort.ts'
import { isBearerToken } from './issuer/token-response.ts'
import type { TokenProvider } from './token-provider.ts'

/**
 * A token that was got elsewhere, used as it is. White space around it is dropped, as files and variables add
 * it. Whether it is valid is not checked, and it cannot be renewed.
 *
 * @throws {AuthError} `invalid_settings` when the text cannot be an access token; from `getAccessToken`,
 *   `token_rejected` when a renewal is asked for.
 */
export function staticToken(token: string): TokenProvider {
  const accessToken = token.trim()
  if (!isBearerToken(accessToken)) {
    throw new AuthError(
      'invalid_settings',
      'The access token is empty or holds characters that no token has. Give the token alone, without "Bearer" and quotes.',
    )
  }
  return {
    canRenew: false,
    async getAccessToken({ signal, rejectedToken, forceRefresh = false } = {}) {
      if (signal?.aborted) throw abortError(signal)
      if (forceRefresh || rejectedToken === accessToken) {
        throw new AuthError(
          'token_rejected',
          'The access token was refused and cannot be renewed, as it was given as it is. Get a new one and give that.',
        )
      }
      return accessToken
    },
  }
}
