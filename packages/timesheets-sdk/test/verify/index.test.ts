import { expect, it } from 'vitest'
import * as verify from '../../src/verify/index.ts'

it('exports exactly these names', () => {
  expect(Object.keys(verify).sort()).toEqual([
    'InvalidTokenError',
    'IssuerUnreachableError',
    'OptionError',
    'challenge',
    'challengesFor',
    'createTokenVerifier',
    'isLoopback',
    'isMachine',
    'memoryReplays',
    'proofAlgorithms',
    'readAccessToken',
    'readBearerToken',
    'schemeOf',
    'scopesOf',
  ])
})
