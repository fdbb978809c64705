import { describe, expect, test } from 'vitest'
import { faultInUrl, isPublicAddress } from '../../src/webhooks/address.ts'

const privateAddresses = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.255',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::7f00:1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
]
const publicAddresses = [
  '8.8.8.8',
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.0.1.1',
  '2606:4700::1111',
  '2a00:1450::8a',
]

test.each(privateAddresses)('%s is not a public address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(publicAddresses)('%s is a public address', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each(['', 'localhost', 'example.com', '1.2.3', '1.2.3.4.5'])('%j is not an IP address', (text) => {
  expect(isPublicAddress(text)).toBe(false)
})

describe('the URL of an endpoint', () => {
  test.each([
    'https://hooks.example.com/timesheets?key=1',
    'https://hooks.example.com:8443/',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('%s is accepted', (url) => {
    expect(faultInUrl(url, false)).toBeUndefined()
  })

  test.each([
    ['http://hooks.example.com/', 'must be an https: URL'],
    ['ftp://hooks.example.com/', 'must be an https: URL'],
    ['hooks.example.com', 'must be an https: URL'],
    ['https://ann:secret@hooks.example.com/', 'must not contain a user name or a password'],
    ['https://localhost/', 'must be a public address'],
    ['https://api.localhost/', 'must be a public address'],
    ['https://127.0.0.1/', 'must be a public address'],
    // These are all 127.0.0.1 when connecting.
    ['https://2130706433/', 'must be a public address'],
    ['https://0x7f.1/', 'must be a public address'],
    ['https://0177.0.0.1/', 'must be a public address'],
    ['https://[::ffff:127.0.0.1]/', 'must be a public address'],
    ['https://[::1]/', 'must be a public address'],
    ['https://[fe80::1]/', 'must be a public address'],
  ])('%s is rejected: it %s', (url, fault) => {
    expect(faultInUrl(url, false)).toContain(fault)
  })

  test.each(['http://127.0.0.1:8080/', 'http://localhost/', 'https://10.0.0.1/', 'https://[::1]/'])(
    '%s is accepted if private addresses are allowed',
    (url) => {
      expect(faultInUrl(url, true)).toBeUndefined()
    },
  )

  test.each(['ftp://10.0.0.1/', 'http://ann@10.0.0.1/'])(
    '%s is rejected even if private addresses are allowed',
    (url) => {
      expect(faultInUrl(url, true)).toBeDefined()
    },
  )
})
