import {
  type AuthorizationServer,
  allowInsecureRequests,
  customFetch,
  deviceAuthorizationRequest,
  processDeviceAuthorizationResponse,
} from 'oauth4webapi'
import { AuthError } from '../errors.ts'
import { fetchWhole, type Http } from '../issuer/http.ts'
import { parseSecureUrl } from '../issuer/issuer-url.ts'
import { refusalError } from '../issuer/refusal.ts'
import { type Budget, sendWithRetries } from '../issuer/retry.ts'
import { publicClient } from '../person/public-client.ts'

/** The part of a device authorization response that people see. */
export interface ShownCode {
  /** The code to show to the person, such as `BDWD-HQPK`. */
  readonly userCode: string
  /** The page on which the person enters the code. */
  readonly verificationUri: URL
  /** The same page with the code filled in; undefined if the issuer has none. */
  readonly verificationUriComplete: URL | undefined
  /** When the code expires, in milliseconds since the epoch. */
  readonly expiresAtMs: number
}

export interface DeviceCode extends ShownCode {
  readonly deviceCode: string
  /** The shortest time between two polls. */
  readonly intervalSeconds: number
}

/** If the issuer gives no interval (RFC 8628 section 3.2). */
const defaultIntervalSeconds = 5

/**
 * Requests a device code and a user code (RFC 8628 section 3.1).
 *
 * @throws {AuthError} the issuer's refusal by its code, `discovery_failed` if the issuer does not support the
 *   grant, `insecure_issuer`, `invalid_response`, `issuer_unreachable`, `aborted`
 */
export async function requestDeviceCode(
  server: AuthorizationServer,
  { clientId, parameters }: { clientId: string; parameters: URLSearchParams },
  http: Http,
  budget: Budget,
): Promise<DeviceCode> {
  const { issuer, device_authorization_endpoint } = server
  if (typeof device_authorization_endpoint !== 'string') {
    throw new AuthError(
      'discovery_failed',
      `The issuer ${issuer} does not support the device authorization grant. Enable it, or sign in another way.`,
    )
  }
  const endpoint = parseSecureUrl(device_authorization_endpoint, 'device authorization endpoint')
  const client = { client_id: clientId }
  const { authenticate, credential } = publicClient([])
  let requestedAtMs = http.now()
  const response = await sendWithRetries(
    (timeoutMs, attempt) => {
      requestedAtMs = http.now()
      return deviceAuthorizationRequest(server, client, authenticate, parameters, {
        [allowInsecureRequests]: endpoint.protocol === 'http:',
        [customFetch]: (url, { body, headers, method }) =>
          fetchWhole(url, { method, body, headers }, http, {
            timeoutMs,
            attempt,
            signal: budget.signal,
          }),
      })
    },
    http,
    budget,
    { method: 'POST', url: endpoint.href },
  )
  if (response.status !== 200) {
    const target = [...parameters.getAll('audience'), ...parameters.getAll('resource')].join(' ')
    const scope = parameters.get('scope') ?? ''
    throw await refusalError(response, {
      issuer,
      clientId,
      target,
      scope,
      credential,
      secrets: [],
      datedMs: undefined,
    })
  }
  const reply = await processDeviceAuthorizationResponse(server, client, response).catch(() => {
    throw new AuthError(
      'invalid_response',
      `The issuer ${issuer} returned no device code. Check that this is the issuer.`,
    )
  })
  const { verification_uri_complete } = reply
  return {
    deviceCode: reply.device_code,
    intervalSeconds: reply.interval ?? defaultIntervalSeconds,
    userCode: reply.user_code,
    verificationUri: parseSecureUrl(reply.verification_uri, 'verification page'),
    verificationUriComplete:
      verification_uri_complete === undefined
        ? undefined
        : parseSecureUrl(verification_uri_complete, 'verification page'),
    expiresAtMs: requestedAtMs + reply.expires_in * 1_000,
  }
}
