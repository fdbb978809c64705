import type { PreparedAuthentication } from '../client-credentials/client-authentication.ts'

/**
 * A client that can keep no secret (RFC 6749 section 2.1). `secrets`: what its requests hold and no message
 * may show.
 */
export function publicClient(secrets: readonly string[]): PreparedAuthentication {
  return {
    authenticate: (_server, { client_id }, form) => form.set('client_id', client_id),
    bodyFormat: 'form',
    secrets,
    isDated: false,
    credential: 'that the issuer knows it as a public client, without a secret',
    fingerprint: async () => '',
  }
}
