import type { LookupAddress } from 'node:dns'
import { expect, test } from 'vitest'
import { publicLookup } from '../../src/webhooks/public-lookup.ts'

const mixed: LookupAddress[] = [
  { address: '10.0.0.1', family: 4 },
  { address: '2606:4700::1111', family: 6 },
  { address: '8.8.8.8', family: 4 },
]

function lookUp(addresses: LookupAddress[], all: boolean): Promise<unknown> {
  const lookup = publicLookup((_hostname, _options, callback) => callback(null, addresses))
  return new Promise((resolve) => {
    lookup('hooks.example.com', { all }, (error, address, family) => resolve(error ?? { address, family }))
  })
}

test('a connection only gets the public addresses of a host', async () => {
  expect(await lookUp(mixed, true)).toMatchObject({ address: mixed.slice(1) })
  expect(await lookUp(mixed, false)).toEqual({ address: '2606:4700::1111', family: 6 })
})

test('a host without a public address is rejected', async () => {
  for (const all of [true, false]) {
    expect(await lookUp(mixed.slice(0, 1), all)).toMatchObject({ name: 'PrivateAddressError' })
    expect(await lookUp([], all)).toMatchObject({ name: 'PrivateAddressError' })
  }
})
