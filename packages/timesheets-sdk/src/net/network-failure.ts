import { isUnavailable } from './retry.ts'

/** Codes of Node's sockets and resolver, of undici, axios and Bun. */
const networkCodes =
  /^(E(CONN|HOST|NET)\w+|EPIPE|ETIMEDOUT|EAI_\w+|ENOTFOUND|UND_ERR_\w+|ERR_NETWORK\w*|Connection\w+|FailedTo\w+)$/

/** How Chromium, Safari, Firefox, Node and React Native word a `fetch` that got no response. */
const fetchWords =
  /failed to fetch|fetch failed|load failed|network request failed|networkerror|network error/i

/**
 * Whether an error of unknown make, or one in its chain of causes, says that there was no response, or one
 * that says "later": the request itself may be good.
 */
export function isNetworkFailure(error: unknown): boolean {
  for (let link = error, depth = 0; typeof link === 'object' && link !== null && depth < 5; depth++) {
    const { name, message, code, status, response, cause } = link as Partial<Record<string, unknown>>
    if (name === 'TimeoutError' || name === 'NetworkError') return true
    if (typeof code === 'string' && networkCodes.test(code)) return true
    if (name === 'TypeError' && typeof message === 'string' && fetchWords.test(message)) return true
    const httpStatus = status ?? (response as { readonly status?: unknown } | undefined)?.status
    if (typeof httpStatus === 'number' && isUnavailable(httpStatus)) return true
    link = cause
  }
  return false
}
