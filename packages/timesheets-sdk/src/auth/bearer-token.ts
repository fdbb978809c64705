const B64TOKEN = /^[A-Za-z0-9._~+/-]+=*$/

/** Whether text may follow `Bearer ` in an `Authorization` header (RFC 6750 section 2.1). */
export function isBearerToken(text: string): boolean {
  return B64TOKEN.test(text)
}
