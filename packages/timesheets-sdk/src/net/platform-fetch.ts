import type { Fetch } from './fetch.ts'
import { nodeProcess } from './node-process.ts'

const ownFetch = globalThis.fetch

/**
 * The global `fetch`, resolved per call, so that later instrumentation applies. Node's own ignores the
 * proxies of the environment unless NODE_USE_ENV_PROXY is set; this one uses them for `https:`.
 *
 * @param fail makes the error for a platform without `fetch`
 */
export function platformFetch(fail: () => Error): Fetch {
  return async (url, init) => {
    const { fetch } = globalThis
    if (typeof fetch !== 'function') throw fail()
    if (fetch !== ownFetch || nodeProcess() === undefined) return fetch(url, init)
    // Loaded on demand: browsers never need them.
    const [{ proxyOf }, { tunnel }] = await Promise.all([import('./env-proxy.ts'), import('./tunnel.ts')])
    const proxy = proxyOf(url)
    return proxy === undefined ? fetch(url, init) : tunnel(url, init, proxy)
  }
}
