import { SignInFailure } from './failures.ts'
import type { Flow } from './session.ts'

/**
 * The flow that a callback URL responds to: the code flow returns parameters in the query, the implicit grant
 * in the fragment.
 *
 * @throws {SignInFailure} `callback_empty`
 */
export function flowOfResponse(callback: URL): Flow {
  const hash = new URLSearchParams(callback.hash.slice(1))
  if (['access_token', 'id_token', 'error'].some((name) => hash.has(name))) return 'implicit'
  if (['code', 'error'].some((name) => callback.searchParams.has(name))) return 'pkce'
  throw new SignInFailure('callback_empty', 'The URL contains no response from the issuer.')
}

/** A path within this application; never a URL of another. */
export function localPath(returnTo: string | undefined): string {
  return returnTo?.startsWith('/') && !returnTo.startsWith('//') ? returnTo : '/'
}
