/**
 * Whether two issuer identifiers are the same string, but for one trailing slash: Auth0 has it, people leave
 * it out.
 */
export function isSameIssuer(one: string, other: string): boolean {
  return withoutTrailingSlash(one) === withoutTrailingSlash(other)
}

export function withoutTrailingSlash(issuer: string): string {
  return issuer.endsWith('/') ? issuer.slice(0, -1) : issuer
}

/**
 * The URLs at which an issuer may publish its metadata: OpenID Connect Discovery 1.0 section 4 appends to the
 * issuer's path, RFC 8414 section 3.1 inserts before it.
 */
export function metadataUrls(issuer: string): [openId: string, oauth: string] {
  const { origin, pathname } = new URL(issuer)
  const path = withoutTrailingSlash(pathname)
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ]
}
