import { AuthError } from '../errors.ts'
import { abortError } from '../issuer/abort.ts'

/**
 * Asks the issuer without a person: takes an authorization request with `prompt=none` and
 * `response_mode=web_message`, and returns the callback URL that it would have redirected to.
 */
export type SilentRequest = (request: URL, options: { redirectUri: URL; signal: AbortSignal }) => Promise<URL>

/**
 * Asks in a hidden frame, as Auth0's libraries do (draft-sakimura-oauth-wmrm). For browsers. It needs the
 * issuer's cookies: where a browser keeps those from a frame of another site, the issuer returns
 * `login_required`. Only a message of the frame itself and of the issuer's origin is heard.
 *
 * The page's Content-Security-Policy has to allow the issuer as `frame-src`.
 */
export function webMessageFrame({ timeoutMs = 10_000 }: { timeoutMs?: number } = {}): SilentRequest {
  return async (request, { redirectUri, signal }) => {
    if (signal.aborted) throw abortError(signal)
    const frame = document.createElement('iframe')
    frame.hidden = true
    const ended = new AbortController()
    try {
      return await new Promise<URL>((resolve, reject) => {
        const options = { signal: ended.signal }
        signal.addEventListener('abort', () => reject(abortError(signal)), options)
        const timer = setTimeout(() => reject(noAnswer(request.origin, timeoutMs)), timeoutMs)
        ended.signal.addEventListener('abort', () => clearTimeout(timer))
        window.addEventListener(
          'message',
          ({ origin, source, data }: MessageEvent<unknown>) => {
            if (origin !== request.origin || source !== frame.contentWindow) return
            const response = readResponse(data)
            if (response !== undefined) resolve(callbackOf(redirectUri, response))
          },
          options,
        )
        frame.src = request.href
        document.body.append(frame)
      })
    } finally {
      ended.abort()
      frame.remove()
    }
  }
}

function readResponse(data: unknown): object | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { type, response } = data as { type?: unknown; response?: unknown }
  return type === 'authorization_response' && typeof response === 'object' && response !== null
    ? response
    : undefined
}

function callbackOf(redirectUri: URL, response: object): URL {
  const callback = new URL(redirectUri)
  for (const [name, value] of Object.entries(response)) {
    if (typeof value === 'string') callback.searchParams.set(name, value)
  }
  return callback
}

function noAnswer(origin: string, timeoutMs: number): AuthError {
  return new AuthError(
    'issuer_unreachable',
    `${origin} did not respond in a hidden frame within ${timeoutMs / 1000} seconds. Check that it allows this origin.`,
  )
}
