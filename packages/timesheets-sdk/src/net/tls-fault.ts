/** Codes of Node's errors about certificates and TLS. */
const codes = /SELF_SIGNED|^UNABLE_TO_|^CERT_|^ERR_(TLS|SSL)_|^EPROTO$/

const checkTls =
  'Check the port and the certificate: NODE_EXTRA_CA_CERTS names the file of an authority of your own.'

/**
 * The innermost code of an error of unknown make and its causes, such as `ECONNREFUSED`; `''` without one.
 */
export function codeOf(error: unknown): string {
  let found = ''
  for (let link = error, depth = 0; typeof link === 'object' && link !== null && depth < 5; depth++) {
    const { code, cause } = link as { readonly code?: unknown; readonly cause?: unknown }
    if (typeof code === 'string') found = code
    link = cause
  }
  return found
}

/**
 * Whether an error is about a certificate or TLS. Sending the request again does not help. Browsers do not
 * tell.
 */
export function isTlsFault(error: unknown): boolean {
  return codes.test(codeOf(error))
}

/** The message about a server that gave no response: the reason, and the next step. */
export function unreachable(origin: string, words: string, error: unknown): string {
  const advice = isTlsFault(error) ? checkTls : 'Check the address and the network, and try again later.'
  return `${origin} could not be reached (${words}). ${advice}`
}
