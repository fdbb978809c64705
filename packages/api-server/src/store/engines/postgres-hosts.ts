const severalHosts = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#@]*,[^/?#@]*)((?:[/?#].*)?)$/s

/** The driver takes these for `verify-full`, with a warning in the log of every process. */
const checkingModes = ['prefer', 'require', 'verify-ca']

/**
 * The URLs of the single hosts of a `postgres://` URL with one host or several
 * (`user@a:5432,b:5432/database`, as in libpq). `target_session_attrs` is removed: with several hosts, the
 * one that takes writes is used in any case. Modes of TLS that the driver takes for `verify-full` become it,
 * unless the URL asks for those of libpq.
 */
export function hostUrls(url: string): string[] {
  const [, start = '', hosts, end = ''] = severalHosts.exec(url) ?? []
  const urls = hosts === undefined ? [url] : hosts.split(',').map((host) => `${start}${host}${end}`)
  return urls.map((one) => {
    if (!URL.canParse(one)) return one
    const parsed = new URL(one)
    const { searchParams } = parsed
    const checks =
      checkingModes.includes(searchParams.get('sslmode') ?? '') &&
      searchParams.get('uselibpqcompat') !== 'true'
    if (!checks && !searchParams.has('target_session_attrs')) return one
    if (checks) searchParams.set('sslmode', 'verify-full')
    searchParams.delete('target_session_attrs')
    return parsed.href
  })
}
