/**
 * Whether a URL's host is this very machine: `localhost`, 127.0.0.0/8 or [::1] (RFC 8252 section 8.3).
 *
 * Names below `localhost` do not count. RFC 6761 section 6.3 makes them loopback, but a resolver that does
 * not know that asks the network for them, and the network would then see a token or choose the keys.
 */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
