import { expect, it } from 'vitest'
import * as verify from '../../src/verify/index.ts'

it('offers servers these and no more', () => {
  expect(Object.keys(verify).sort()).toEqual([
    'InvalidTokenError',
    'IssuerUnreachableError',
    'challenge',
    'createTokenVerifier',
    'isMachine',
    'readBearerToken',
    'scopesOf',
  ])
})
