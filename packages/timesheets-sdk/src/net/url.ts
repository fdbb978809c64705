/**
 * The URL that a text is, or `undefined` where it is not an absolute one and there is no base. Not every
 * platform has `URL.canParse`.
 */
export function parseUrl(text: unknown, base?: string): URL | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}

/** Whether a URL has a query or a fragment, even an empty one: a path behind it would be part of it. */
export function hasQueryOrFragment(url: URL): boolean {
  return /[?#]/.test(url.href)
}

/**
 * A query string with its `?`, or '' where no member has a value. It is built by hand: what platforms call
 * `URLSearchParams` lacks `size` here and `set` there.
 */
export function queryText(query: Readonly<Record<string, string | number | undefined>> = {}): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
