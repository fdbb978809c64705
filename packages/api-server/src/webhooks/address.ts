import { BlockList, isIP } from 'node:net'
import { faultInWebhookUrl } from 'timesheets-sdk/decide'

/** Special-purpose addresses of IPv4 (RFC 6890 and the IANA registry): private, loopback, link-local, shared, reserved. */
const refused4: readonly (readonly [network: string, prefix: number])[] = [
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

/** What of the global addresses of IPv6 is no public host, or stands for an address of IPv4 (Teredo, 6to4). */
const refused6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const refused = new BlockList()
for (const [network, prefix] of refused4) refused.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of refused6) refused.addSubnet(network, prefix, 'ipv6')

/** All that was ever given out to hosts in IPv6; beyond it are loopback, mapped addresses, NAT64, unique local, link-local. */
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/** Whether an address, as text, is one of the public internet. What is no address is none of them. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !refused.check(address, 'ipv4')
  return version === 6 && global6.check(address, 'ipv6') && !refused.check(address, 'ipv6')
}

/** What is wrong with the URL of an endpoint, in words; `undefined`: nothing that can be known before its host is looked up. */
export function faultInUrl(text: string, allowPrivate: boolean): string | undefined {
  return faultInWebhookUrl(text, { allowPrivate, isPublicAddress })
}
