import { proofAlgorithms } from './dpop/proof.ts'
import type { InvalidTokenError, InvalidTokenReason } from './errors.ts'
import type { TokenScheme } from './token/bearer.ts'

export interface ChallengeOptions {
  /** Default `Bearer`. */
  readonly scheme?: TokenScheme
  /** The name of the protection space. Default `timesheets`. */
  readonly realm?: string
  /**
   * Why the request was rejected (RFC 6750 section 3.1, RFC 9449 section 7.1). Omit it if no token was sent.
   */
  readonly error?:
    | 'invalid_request'
    | 'invalid_token'
    | 'insufficient_scope'
    | 'invalid_dpop_proof'
    | 'use_dpop_nonce'
  /** The same reason in words, for developers. */
  readonly errorDescription?: string
  /** The scopes that the request needs. */
  readonly scopes?: Iterable<string>
  /** The URL of the API's protected resource metadata (RFC 9728 section 5.1). */
  readonly resourceMetadata?: string
}

/**
 * Builds the value of a `WWW-Authenticate` header (RFC 6750 section 3). Characters that are not allowed in a
 * quoted value (quotes, backslashes, line breaks, non-ASCII) are replaced by `?`, so that no value can break
 * out of its quotes.
 */
export function challenge(options: ChallengeOptions = {}): string {
  const { scheme = 'Bearer', realm = 'timesheets' } = options
  const { error, errorDescription, scopes, resourceMetadata } = options
  const parameters: [string, string | undefined][] = [
    ['realm', realm],
    ['error', error],
    ['error_description', errorDescription],
    ['scope', scopes && [...scopes].join(' ')],
    ['resource_metadata', resourceMetadata],
    ['algs', scheme === 'DPoP' ? proofAlgorithms.join(' ') : undefined],
  ]
  const given = parameters.filter(([, value]) => value !== undefined && value !== '')
  return `${scheme} ${given.map(([name, value]) => `${name}="${plain(`${value}`)}"`).join(', ')}`
}

export interface UnauthorizedOptions {
  /** The scheme of the request; undefined if it has no token. The error goes into its challenge. */
  readonly scheme?: TokenScheme | undefined
  /** Whether bearer tokens are rejected, whatever they contain. Default false. */
  readonly dpopRequired?: boolean
  readonly realm?: string
  readonly resourceMetadata?: string
}

/**
 * Builds the value of `WWW-Authenticate` for a rejected token: one challenge for each scheme that this API
 * accepts (RFC 9449 section 7.1).
 */
export function challengesFor(error: InvalidTokenError, options: UnauthorizedOptions = {}): string {
  const { scheme = 'Bearer', dpopRequired = false, ...common } = options
  // RFC 6750 section 3.1: no error code if no token was sent.
  const reason =
    error.reason === 'missing'
      ? {}
      : { error: errorsOfReasons[error.reason] ?? 'invalid_token', errorDescription: error.message }
  const schemes: TokenScheme[] = dpopRequired ? ['DPoP'] : ['Bearer', 'DPoP']
  const speaking = schemes.includes(scheme) ? scheme : 'DPoP'
  return schemes
    .map((one) => challenge({ ...common, scheme: one, ...(one === speaking ? reason : {}) }))
    .join(', ')
}

const errorsOfReasons: { readonly [Reason in InvalidTokenReason]?: ChallengeOptions['error'] } = {
  bad_proof: 'invalid_dpop_proof',
  replayed_proof: 'invalid_dpop_proof',
  nonce_required: 'use_dpop_nonce',
}

function plain(value: string): string {
  return value.replace(/[^\x20-\x21\x23-\x5B\x5D-\x7E]/g, '?')
}
