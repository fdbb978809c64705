import { nodeProcess } from './node-process.ts'
import { OptionError } from './option-error.ts'
import { parseUrl } from './url.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy that the environment names for an `https:` URL: `HTTPS_PROXY`, else `ALL_PROXY`, unless
 * `NO_PROXY` lists the host. All three in lower case, too, which comes first, as in curl. `undefined` for
 * `http:`, which stays on this machine, and outside of Node: Bun and Deno look at the environment themselves.
 *
 * @throws {OptionError} if the proxy is not an `http:` or `https:` URL
 */
export function proxyOf(url: string, env: Environment | undefined = nodeEnvironment()): URL | undefined {
  const target = parseUrl(url)
  if (env === undefined || target?.protocol !== 'https:') return undefined
  const variable = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].find((name) => env[name])
  const proxy = variable && env[variable]
  if (!proxy || isExempt(target, env.no_proxy || env.NO_PROXY || '')) return undefined
  const parsed = parseUrl(proxy.includes('://') ? proxy : `http://${proxy}`)
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return parsed
  // Its value is not quoted: it may hold a password.
  throw new OptionError(variable, (name) => `${name(variable)} must be an http: or https: URL`)
}

/** Entries are separated by commas or spaces: `*`, a host with its subdomains, optionally with a port. */
function isExempt({ hostname, port }: URL, noProxy: string): boolean {
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '*') return true
      const [, host = '', itsPort] = /^(?:\*?\.)?(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? []
      if (host === '' || (itsPort !== undefined && itsPort !== (port || '443'))) return false
      return hostname === host || hostname.endsWith(`.${host}`)
    })
}

function nodeEnvironment(): Environment | undefined {
  const process = nodeProcess()
  const isOther = process?.versions.bun !== undefined || process?.versions.deno !== undefined
  return isOther ? undefined : process?.env
}
