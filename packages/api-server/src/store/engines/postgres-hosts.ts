const severalHosts = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#@]*,[^/?#@]*)((?:[/?#].*)?)$/s

/**
 * The URLs of the single hosts of a `postgres://` URL with one host or several
 * (`user@a:5432,b:5432/database`, as in libpq). `target_session_attrs` is removed: with several hosts, the
 * one that takes writes is used in any case.
 */
export function hostUrls(url: string): string[] {
  const [, start = '', hosts, end = ''] = severalHosts.exec(url) ?? []
  const urls = hosts === undefined ? [url] : hosts.split(',').map((host) => `${start}${host}${end}`)
  return urls.map((one) => {
    if (!URL.canParse(one)) return one
    const parsed = new URL(one)
    if (!parsed.searchParams.has('target_session_attrs')) return one
    parsed.searchParams.delete('target_session_attrs')
    return parsed.href
  })
}
