import type { InvalidTokenReason } from '../../../src/verify/index.ts'
import { AUDIENCE, NOW } from '../support/tokens.ts'

type Claims = Readonly<Record<string, unknown>>

/** Changes to the claims of a valid token, each with the reason for which the result must be rejected. */
export const hostileClaims: readonly (readonly [InvalidTokenReason, string, Claims])[] = [
  ['missing_claim', 'a missing iss', { iss: undefined }],
  ['bad_claim', 'an iss that is a list', { iss: ['https://abc.eu.auth0.com/'] }],
  ['bad_claim', 'an iss that is null', { iss: null }],
  ['bad_claim', 'an iss that is an object', { iss: { toString: null } }],
  ['wrong_issuer', 'another issuer', { iss: 'https://evil.example/' }],
  ['wrong_issuer', 'an empty iss', { iss: '' }],
  ['wrong_issuer', 'an issuer that is a prefix', { iss: 'http://127.0.0.1' }],
  ['missing_claim', 'a missing aud', { aud: undefined }],
  ['wrong_audience', 'another audience', { aud: 'https://api.abc.example/payroll' }],
  ['wrong_audience', 'an audience with an extra slash', { aud: `${AUDIENCE}/` }],
  ['wrong_audience', 'an audience in capitals', { aud: AUDIENCE.toUpperCase() }],
  ['wrong_audience', 'an audience with a prefix', { aud: ` ${AUDIENCE}` }],
  ['wrong_audience', 'several audiences in one string', { aud: `${AUDIENCE} other` }],
  ['wrong_audience', 'an empty list of audiences', { aud: [] }],
  ['wrong_audience', 'other audiences', { aud: ['a', 'b'] }],
  ['bad_claim', 'an aud that is a number', { aud: 1 }],
  ['bad_claim', 'an aud that is null', { aud: null }],
  ['bad_claim', 'an aud that contains a number', { aud: [AUDIENCE, 1] }],
  ['bad_claim', 'an aud that contains a list', { aud: [[AUDIENCE]] }],
  ['bad_claim', 'an aud that is like a list', { aud: { 0: AUDIENCE, length: 1 } }],
  ['missing_claim', 'a missing exp', { exp: undefined }],
  ['bad_claim', 'an exp that is a string', { exp: `${NOW + 60}` }],
  ['bad_claim', 'an exp that is a word', { exp: 'tomorrow' }],
  ['bad_claim', 'an exp that is null', { exp: null }],
  ['bad_claim', 'an exp that is true', { exp: true }],
  ['bad_claim', 'an exp that is a list', { exp: [NOW + 60] }],
  ['bad_claim', 'an exp beyond the range of dates', { exp: 8.64e12 + 1 }],
  ['bad_claim', 'an exp in the year 10000', { exp: 253_402_300_800 }],
  ['bad_claim', 'an exp in milliseconds', { exp: NOW * 1000 }],
  ['expired', 'an exp long ago', { exp: NOW - 86_400 }],
  ['expired', 'an exp at the end of the tolerance', { exp: NOW - 5 }],
  ['expired', 'an exp before 1970', { exp: -1 }],
  ['expired', 'an exp of zero', { exp: 0 }],
  ['not_yet_valid', 'an nbf in the future', { nbf: NOW + 6 }],
  ['not_yet_valid', 'an nbf tomorrow', { nbf: NOW + 86_400 }],
  ['bad_claim', 'an nbf that is a string', { nbf: '0' }],
  ['bad_claim', 'an nbf that is null', { nbf: null }],
  ['not_yet_valid', 'an iat in the future', { iat: NOW + 3600 }],
  ['bad_claim', 'an iat that is true', { iat: true }],
  ['bad_claim', 'an iat beyond the range of dates', { iat: -1e300 }],
  ['missing_claim', 'a missing sub', { sub: undefined }],
  ['bad_claim', 'an empty sub', { sub: '' }],
  ['bad_claim', 'a sub that is a number', { sub: 7 }],
  ['bad_claim', 'a sub that is null', { sub: null }],
  ['bad_claim', 'a sub that is a list', { sub: ['auth0|manager'] }],
  ['bad_claim', 'a sub with half a surrogate pair', { sub: 'ann\ud800' }],
  ['bad_claim', 'a sub with NUL', { sub: 'ann\u0000' }],
  ['bad_claim', 'a sub with a line break', { sub: 'ann\nbob' }],
  ['bad_claim', 'a sub with a space at its end', { sub: 'ann ' }],
  ['bad_claim', 'a sub with a space at its start', { sub: ' ann' }],
  ['bad_claim', 'a sub of 256 characters', { sub: 'a'.repeat(256) }],
  ['bad_claim', 'scopes that are numbers', { scope: [1] }],
  ['bad_claim', 'scopes that are an object', { scope: { 'read:timesheets': true } }],
  ['bad_claim', 'a scp that is a number', { scp: 1 }],
  ['bad_claim', 'permissions that are a string', { permissions: 'read:timesheets' }],
  ['bad_claim', 'permissions that are numbers', { permissions: [1] }],
  ['bad_claim', 'a client id that is a list', { azp: ['spa'] }],
  ['bad_claim', 'an empty client id', { azp: '' }],
  ['id_token', 'an ID token', { nonce: 'n-0S6_WzA2Mj', at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' }],
  ['id_token', 'a nonce', { nonce: 'n' }],
  ['id_token', 'an empty nonce', { nonce: '' }],
  ['id_token', 'a hash of an access token', { at_hash: 'h' }],
  ['id_token', 'a hash of a code', { c_hash: 'h' }],
  ['id_token', 'a hash of a state', { s_hash: 'h' }],
  ['id_token', 'the kind ID', { typ: 'ID' }],
  ['id_token', 'the kind id', { typ: 'id' }],
  ['id_token', 'the use id', { token_use: 'id' }],
  ['id_token', 'two kinds', { typ: 'Bearer', token_use: 'id' }],
  ['id_token', 'a bearer token with a hash', { typ: 'Bearer', at_hash: 'h' }],
  ['wrong_type', 'a refresh token', { typ: 'Refresh' }],
  ['wrong_type', 'an offline token', { typ: 'Offline' }],
  ['wrong_type', 'a logout token by its kind', { typ: 'Logout' }],
  ['wrong_type', 'a refresh token by its use', { token_use: 'refresh' }],
  [
    'wrong_type',
    'a security event',
    { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
  ],
  ['bad_claim', 'a kind that is a number', { typ: 1 }],
  ['bad_claim', 'a kind that is null', { typ: null }],
  ['bad_claim', 'a kind that is a list', { typ: ['ID'] }],
  ['bad_claim', 'a use that is an object', { token_use: { toString: null } }],
  ['bound_token', 'a thumbprint of the wrong length', { cnf: { jkt: 'hunter2' } }],
  [
    'bound_token',
    'a binding to a certificate',
    { cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' } },
  ],
  ['bound_token', 'a binding to an embedded key', { cnf: { jwk: { kty: 'EC' } } }],
  ['bound_token', 'a binding without a key', { cnf: {} }],
  ['bound_token', 'a binding that is null', { cnf: null }],
  ['bound_token', 'a binding that is a string', { cnf: 'jkt' }],
  ['bound_token', 'a binding that is a list', { cnf: [] }],
  ['bound_token', 'a thumbprint that is a list', { cnf: { jkt: ['a'.repeat(43)] } }],
  ['bound_token', 'a thumbprint with padding', { cnf: { jkt: `${'a'.repeat(42)}=` } }],
  ['bound_token', 'a binding to a key and a certificate', { cnf: { jkt: 'a'.repeat(43), 'x5t#S256': 'b' } }],
]

/** Members of a payload that `JSON.stringify` would not write, with the same meaning. */
export const hostilePayloads: readonly (readonly [InvalidTokenReason, string, string])[] = [
  ['bad_claim', 'an expiry of 1e999', '"exp":1e999'],
  ['bad_claim', 'an nbf of -1e999', '"nbf":-1e999'],
  ['bad_claim', 'an iat of -1e999', '"iat":-1e999'],
  ['expired', 'a second expiry that counts', '"exp":1'],
  ['wrong_audience', 'a second audience that counts', '"aud":"x"'],
  ['bad_claim', 'a second subject that counts', '"sub":null'],
]

/** Changes to the header of a valid token. */
export const hostileHeaders: readonly (readonly [InvalidTokenReason, string, Claims])[] = [
  ['wrong_algorithm', 'no algorithm', { alg: undefined }],
  ['wrong_algorithm', 'an algorithm that is null', { alg: null }],
  ['wrong_algorithm', 'an algorithm that is a list', { alg: ['RS256', 'HS256'] }],
  ['wrong_algorithm', 'the algorithm none', { alg: 'none' }],
  ['wrong_algorithm', 'the algorithm None', { alg: 'None' }],
  ['wrong_algorithm', 'the algorithm NONE', { alg: 'NONE' }],
  ['wrong_algorithm', 'an empty algorithm', { alg: '' }],
  ['wrong_algorithm', 'the algorithm in small letters', { alg: 'rs256' }],
  ...['RS384', 'RS512', 'PS256', 'ES256', 'HS384', 'HS512', 'EdDSA', 'ES256K', 'RSA-OAEP', 'dir'].map(
    (alg) => ['wrong_algorithm', `the algorithm ${alg}`, { alg }] as const,
  ),
  ...['logout+jwt', 'refresh+jwt', 'id+jwt', 'secevent+jwt', 'dpop+jwt', 'JWE', '', 'at+jwt ', 'at-jwt'].map(
    (typ) => ['wrong_type', `the type "${typ}"`, { typ }] as const,
  ),
  ['wrong_type', 'a type that is a number', { typ: 1 }],
  ['wrong_type', 'a type that is a list', { typ: ['at+jwt'] }],
  ['critical_header', 'a critical extension', { crit: ['exp'], exp: 1 }],
  ['critical_header', 'an unencoded payload', { crit: ['b64'], b64: false }],
  ['critical_header', 'an empty list of extensions', { crit: [] }],
  ['critical_header', 'critical null', { crit: null }],
  ['malformed', 'a key id that is a number', { kid: 1 }],
  ['malformed', 'a key id that is null', { kid: null }],
  ['malformed', 'a key id that is an object', { kid: { toString: null } }],
]

/** Texts that are no token, from a valid one. */
export const hostileTexts: readonly (readonly [InvalidTokenReason, string, (token: string) => string])[] = [
  ['malformed', 'an empty token', () => ''],
  ['malformed', 'a word', () => 'hunter2'],
  ['malformed', 'an encrypted JWT', () => 'e30.e30.e30.e30.e30'],
  ['malformed', 'two parts', (token) => token.split('.').slice(0, 2).join('.')],
  ['malformed', 'four parts', (token) => `${token}.e30`],
  ['malformed', 'an empty header', (token) => `.${token.split('.').slice(1).join('.')}`],
  ['malformed', 'an empty payload', (token) => token.replace(/\..*\./, '..')],
  ['malformed', 'a space before it', (token) => ` ${token}`],
  ['malformed', 'a line break behind it', (token) => `${token}\n`],
  ['malformed', 'NUL behind it', (token) => `${token}\0`],
  ['malformed', 'padding', (token) => `${token}==`],
  ['malformed', 'a byte order mark', (token) => `\ufeff${token}`],
  ['malformed', 'a line break in the payload', (token) => token.replace('.', '.\n')],
  ['malformed', 'base64 with plus', (token) => token.replace(/\.[^.]*\./, '.+/+/.')],
  ['malformed', 'leftover bits', (token) => token.replace(/\.[^.]*\./, '.e31.')],
  ['malformed', 'a payload that is a list', (token) => withPayload(token, '[]')],
  ['malformed', 'a payload that is a string', (token) => withPayload(token, '"auth0|1"')],
  ['malformed', 'a payload that is null', (token) => withPayload(token, 'null')],
  ['malformed', 'a payload that is not JSON', (token) => withPayload(token, '{sub:1}')],
  ['malformed', 'a payload that is not UTF-8', (token) => token.replace(/\.[^.]*\./, '._4A.')],
  ['malformed', 'a header that is not JSON', (token) => `aGk.${token.split('.').slice(1).join('.')}`],
  [
    'malformed',
    'more than 16 KiB',
    (token) => withPayload(token, JSON.stringify({ padding: 'x'.repeat(16_384) })),
  ],
  ['bad_signature', 'an empty signature', (token) => token.replace(/[^.]*$/, '')],
  ['bad_signature', 'a signature of other bytes', (token) => token.replace(/[^.]*$/, 'c2ln')],
  [
    'bad_signature',
    'a signature that lacks its end',
    (token) => token.replace(/\.([\w-]{40})[\w-]*$/, '.$1'),
  ],
  ['bad_signature', 'a signature with one changed character', (token) => changed(token)],
  [
    'bad_signature',
    'a valid signature over other claims',
    (token) => {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
      return withPayload(token, JSON.stringify({ ...claims, sub: 'auth0|manager' }))
    },
  ],
]

function withPayload(token: string, payload: string): string {
  return token.replace(/\.[^.]*\./, `.${Buffer.from(payload).toString('base64url')}.`)
}

function changed(token: string): string {
  const at = token.lastIndexOf('.') + 5
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
}
