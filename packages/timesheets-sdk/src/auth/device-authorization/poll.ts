import { type AuthorizationServer, clockSkew, processDeviceCodeResponse } from 'oauth4webapi'
import { readSignedIn } from '../authorization-code/code-exchange.ts'
import type { DpopProver } from '../dpop/prover.ts'
import { AuthError } from '../errors.ts'
import type { Http } from '../issuer/http.ts'
import { sendTokenRequest } from '../issuer/token-request.ts'
import { publicClient } from '../person/public-client.ts'
import type { SignedIn } from '../person/signed-in.ts'

const grantType = 'urn:ietf:params:oauth:grant-type:device_code'

/** Added to the interval by each `slow_down` (RFC 8628 section 3.5). */
const slowDownMs = 5_000

export interface PolledCode {
  readonly clientId: string
  readonly deviceCode: string
  readonly intervalSeconds: number
  readonly expiresAtMs: number
  readonly dpop: DpopProver | undefined
}

/**
 * Asks the token endpoint until the person has confirmed or denied the sign-in, or the code has expired
 * (RFC 8628 sections 3.4 and 3.5). An unreachable issuer is polled at twice the interval each time, and for
 * `giveUpAfterMs` at most.
 *
 * @throws {AuthError} see `DeviceSignIn.finish`
 */
export async function pollForTokens(
  server: AuthorizationServer,
  { clientId, deviceCode, intervalSeconds, expiresAtMs, dpop }: PolledCode,
  http: Http,
  { signal, giveUpAfterMs }: { signal: AbortSignal; giveUpAfterMs: number },
): Promise<SignedIn> {
  const client = { client_id: clientId, [clockSkew]: Math.round((http.now() - Date.now()) / 1000) }
  const request = {
    grantType,
    clientId,
    authentication: publicClient([deviceCode]),
    dpop,
    parameters: new URLSearchParams({ device_code: deviceCode }),
  }
  let intervalMs = intervalSeconds * 1_000
  let unreachableSinceMs: number | undefined
  for (;;) {
    await http.sleep(intervalMs, signal)
    if (http.now() >= expiresAtMs) throw expired()
    try {
      const budget = { signal, attempts: 1, deadlineMs: expiresAtMs }
      const { response, obtainedAtMs } = await sendTokenRequest(server, request, http, budget)
      const reply = processDeviceCodeResponse(server, client, response)
      return await readSignedIn(reply, server.issuer, obtainedAtMs, dpop !== undefined)
    } catch (error) {
      if (!(error instanceof AuthError)) throw error
      if (error.kind === 'unreachable' && error.status !== 429) {
        unreachableSinceMs ??= http.now()
        if (http.now() - unreachableSinceMs >= giveUpAfterMs) throw error
        intervalMs = Math.max(intervalMs * 2, error.retryAfterMs ?? 0)
        continue
      }
      unreachableSinceMs = undefined
      if (error.issuerError === 'authorization_pending') continue
      // Auth0 sends slow_down with status 429.
      if (error.issuerError === 'slow_down' || error.status === 429) {
        intervalMs = Math.max(intervalMs + slowDownMs, error.retryAfterMs ?? 0)
      } else throw sayForPeople(error)
    }
  }
}

function sayForPeople(error: AuthError): AuthError {
  const { issuerError, status } = error
  if (issuerError === 'expired_token') return expired()
  if (issuerError !== 'access_denied') return error
  const details = { issuerError, ...(status === undefined ? {} : { status }) }
  return new AuthError('access_denied', 'The sign-in was denied on the confirmation page.', details)
}

function expired(): AuthError {
  return new AuthError('sign_in_expired', 'The code expired before the sign-in was confirmed. Sign in again.')
}
