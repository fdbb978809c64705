/** Enough of a browser to sign in by forms: it keeps cookies and follows redirects within one origin. */
export class Browser {
  readonly #cookies = new Map<string, string>()

  /** Follows redirects until a page, or until a redirect leads to another origin; returns where it ended. */
  async visit(
    url: string | URL,
    form?: Record<string, string>,
  ): Promise<{ url: URL; page: string; status: number }> {
    let target = new URL(url)
    let body = form && new URLSearchParams(form)
    for (;;) {
      const response = await fetch(target, {
        method: body ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; '), accept: 'text/html' },
        ...(body && { body }),
      })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (value === '') this.#cookies.delete(name)
        else this.#cookies.set(name, value)
      }
      const page = await response.text()
      const location = response.headers.get('location')
      if (location === null) return { url: target, page, status: response.status }
      const next = new URL(location, target)
      if (next.origin !== target.origin) return { url: next, page, status: response.status }
      target = next
      body = undefined
    }
  }
}

/** The value of the page's hidden input of this name. */
export function hiddenInput(page: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
}
