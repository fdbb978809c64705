import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from './address.ts'

/** A host has only addresses in private networks. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'
}

export type ResolveAll = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * A DNS lookup for connections that only returns public addresses. The connection itself uses it, so no
 * second lookup between check and use can return other addresses (DNS rebinding).
 */
export function publicLookup(resolveAll: ResolveAll = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolveAll(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const addresses = found.filter(({ address }) => isPublicAddress(address))
      const [first] = addresses
      if (!first) return callback(new PrivateAddressError('the host has no public address'), [])
      if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}
