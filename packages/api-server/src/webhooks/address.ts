import { BlockList, isIP } from 'node:net'
import { faultInWebhookUrl } from 'timesheets-sdk/decide'

/**
 * Special-purpose IPv4 networks (RFC 6890 and the IANA registry): private, loopback, link-local, shared,
 * reserved.
 */
const blocked4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Global IPv6 networks that contain no public hosts, or that map to IPv4 addresses (Teredo, 6to4). */
const blocked6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const blocked = new BlockList()
for (const [network, prefix] of blocked4) blocked.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of blocked6) blocked.addSubnet(network, prefix, 'ipv6')

/**
 * All IPv6 addresses allocated to hosts. Outside are loopback, mapped addresses, NAT64, unique local and
 * link-local.
 */
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/** Whether the text is an IP address of the public internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !blocked.check(address, 'ipv4')
  return version === 6 && global6.check(address, 'ipv6') && !blocked.check(address, 'ipv6')
}

/**
 * Why the URL of an endpoint is invalid; `undefined` if it is valid as far as can be checked without a DNS
 * lookup.
 */
export function faultInUrl(text: string, allowPrivate: boolean): string | undefined {
  return faultInWebhookUrl(text, { allowPrivate, isPublicAddress })
}
