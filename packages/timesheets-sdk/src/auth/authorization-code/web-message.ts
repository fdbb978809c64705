import { AuthError } from '../errors.ts'
import { abortError } from '../issuer/abort.ts'

/**
 * Asks the issuer without a person: takes an authorization request with `prompt=none` and
 * `response_mode=web_message`, and returns the callback URL that it would have redirected to.
 */
export type SilentRequest = (request: URL, options: { redirectUri: URL; signal: AbortSignal }) => Promise<URL>

/** How long a page that has loaded in the frame may take to post its message. */
const messageAfterLoadMs = 1_500

/**
 * Asks in a hidden frame, as Auth0's libraries do (draft-sakimura-oauth-wmrm). For browsers. It needs the
 * issuer's cookies: if a browser withholds them from a frame of another site, the issuer returns
 * `login_required`. Only a message of the frame itself and of the issuer's origin is accepted.
 *
 * An issuer that refuses frames, or does not support `web_message`, leaves a page in the frame that posts no
 * message. If that issuer is reachable, the result is `login_required`, because a redirect may still work.
 * Its metadata cannot tell in advance: Auth0 does not list `web_message` in `response_modes_supported`.
 *
 * The page's Content-Security-Policy must allow the issuer as `frame-src` and `connect-src`.
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
        after(timeoutMs, ended.signal, () => reject(noResponse(request.origin, timeoutMs)))
        frame.addEventListener(
          'load',
          () =>
            after(messageAfterLoadMs, ended.signal, async () => {
              const isReachable = await respondsAtAll(request.origin, ended.signal)
              reject(isReachable ? silentFrame(request.origin) : noResponse(request.origin, timeoutMs))
            }),
          options,
        )
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

function after(milliseconds: number, ended: AbortSignal, act: () => void): void {
  const timer = setTimeout(act, milliseconds)
  ended.addEventListener('abort', () => clearTimeout(timer))
}

/** A browser loads an error page of its own if the issuer is down, so that a load alone proves nothing. */
async function respondsAtAll(origin: string, signal: AbortSignal): Promise<boolean> {
  try {
    await fetch(origin, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal })
    return true
  } catch {
    return false
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

function silentFrame(origin: string): AuthError {
  return new AuthError(
    'login_required',
    `${origin} sent no message from a hidden frame. Sign in by a redirect, or allow this origin to frame it.`,
  )
}

function noResponse(origin: string, timeoutMs: number): AuthError {
  return new AuthError(
    'issuer_unreachable',
    `${origin} did not respond in a hidden frame within ${timeoutMs / 1000} seconds. Check that it allows this origin.`,
  )
}
