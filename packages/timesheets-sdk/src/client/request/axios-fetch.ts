import axios, { type AxiosAdapter } from 'axios'
import { proxyOf } from '../../net/env-proxy.ts'
import type { Fetch, FetchInit, FetchResponse } from '../../net/fetch.ts'
import { readText } from '../../net/read-bytes.ts'
import { maximumResponseBytes } from './transport.ts'

/** The options of axios that a caller may set. All others are set here. */
export interface AxiosFetchOptions {
  /**
   * Default: `http` in Node, `fetch` in browsers, which alone can reject redirects and stream a response
   * there.
   */
  readonly adapter?: 'http' | 'fetch' | AxiosAdapter
  /** Node only: an `http.Agent`, for its own pool or limits. */
  readonly httpAgent?: unknown
  /** Node only: an `https.Agent`, for an own certificate authority, client certificates or a proxy. */
  readonly httpsAgent?: unknown
}

/**
 * A `fetch` by axios, the client's default: in Node with a pool of connections, and with the proxies of the
 * environment for `https:`, where they see neither token nor content.
 */
export function axiosFetch(options: AxiosFetchOptions = {}): Fetch {
  const instance = axios.create({
    adapter: options.adapter ?? ['http', 'fetch'],
    ...(options.httpAgent === undefined ? {} : { httpAgent: options.httpAgent }),
    ...(options.httpsAgent === undefined ? {} : { httpsAgent: options.httpsAgent }),
    // Left to axios, browsers would have to ask the API whether it may be sent.
    headers: { 'User-Agent': false },
    maxRedirects: 0,
    withXSRFToken: false,
    validateStatus: () => true,
    transformRequest: [(body) => body],
    transformResponse: [(body) => body],
  })
  return async (url, { method, headers, body, signal, ...more }: AxiosFetchInit) => {
    const isText = more.responseType === 'text'
    // Axios takes the proxy of the environment as well, but any scheme for http:.
    proxyOf(url)
    const response = await instance.request<string | FetchResponse['body']>({
      url,
      method,
      headers,
      data: body,
      signal,
      responseType: isText ? 'text' : 'stream',
      ...(url.startsWith('https:') ? {} : { proxy: false as const }),
      // With a bound, axios' fetch adapter wraps the body again, which Chromium rejects for 204, the response
      // to DELETE.
      maxContentLength: isText && method !== 'DELETE' ? maximumResponseBytes : -1,
    })
    const { status, data } = response
    return {
      status,
      headers: {
        get: (name) => {
          const value: unknown = response.headers[name.toLowerCase()]
          return typeof value === 'string' ? value : null
        },
      },
      body: typeof data === 'string' ? null : data,
      text: async () =>
        typeof data === 'string'
          ? data
          : ((await readText({ body: data, text: async () => '' }, maximumResponseBytes)) ?? ''),
    }
  }
}

/** The client says so where it reads all: axios reads a text faster than a stream, and everywhere. */
interface AxiosFetchInit extends FetchInit {
  readonly responseType?: 'text' | 'stream'
}
