import { exportJWK, generateKeyPair } from 'jose'
import { type DpopKey, dpopKey } from '../../../src/auth/index.ts'
import type { InvalidTokenReason } from '../../../src/verify/index.ts'
import { base64url, NOW } from '../support/tokens.ts'

export const METHOD = 'GET'
export const URL_OF_REQUEST = 'https://api.abc.example/timesheets/a%2Fb?week=2026-W48'

type Members = Readonly<Record<string, unknown>>

/** Changes to a valid proof. `undefined` removes a member. */
export interface ProofChanges {
  readonly header?: Members
  readonly claims?: Members
  /** Signs instead of the key that is named in the proof. */
  readonly signer?: DpopKey
  readonly edit?: (proof: string) => string
}

let ids = 0

/** A proof for {@link URL_OF_REQUEST}, with changes that a {@link DpopKey} alone would not make. */
export async function signProof(key: DpopKey, token: string, changes: ProofChanges = {}): Promise<string> {
  const header = { typ: 'dpop+jwt', alg: key.algorithm, jwk: key.publicJwk, ...changes.header }
  const claims = {
    jti: `proof-${++ids}`,
    htm: METHOD,
    htu: 'https://api.abc.example/timesheets/a%2Fb',
    iat: NOW,
    ath: base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))),
    ...changes.claims,
  }
  const signed = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`
  const signature = await (changes.signer ?? key).sign(new TextEncoder().encode(signed))
  const proof = `${signed}.${base64url(new Uint8Array(signature))}`
  return changes.edit ? changes.edit(proof) : proof
}

const { publicJwk } = await dpopKey()
const rsa = await exportJWK((await generateKeyPair('RS256', { extractable: true })).publicKey)
const other = await dpopKey()

const claim = (name: string, values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).map(([title, value]) => proof(`${name}: ${title}`, { claims: { [name]: value } }))
const header = (name: string, values: Readonly<Record<string, unknown>>) =>
  Object.entries(values).map(([title, value]) => proof(`${name}: ${title}`, { header: { [name]: value } }))
const proof = (title: string, changes: ProofChanges, reason: InvalidTokenReason = 'bad_proof') =>
  [reason, title, changes] as const

/** Changes to a valid proof. */
export const hostileProofs: readonly (readonly [InvalidTokenReason, string, ProofChanges])[] = [
  ...header('typ', {
    missing: undefined,
    JWT: 'JWT',
    'access token': 'at+jwt',
    'in capitals': 'DPOP+JWT',
    'a list': ['dpop+jwt'],
    empty: '',
  }),
  ...header('alg', {
    missing: undefined,
    none: 'none',
    HS256: 'HS256',
    RS256: 'RS256',
    PS256: 'PS256',
    'another curve': 'ES384',
    'in small letters': 'es256',
    'a list': ['ES256'],
    null: null,
  }),
  ...header('crit', { 'an extension': ['exp'], empty: [], null: null }),
  ...header('jwk', {
    missing: undefined,
    null: null,
    'a string': 'key',
    'a list': [],
    empty: {},
    'of another client': other.publicJwk,
    'an RSA key': rsa,
    'a symmetric key': { kty: 'oct', k: 'c2VjcmV0' },
    'no curve': { ...publicJwk, crv: undefined },
    'an unknown curve': { ...publicJwk, crv: 'P-1' },
    'no x': { ...publicJwk, x: undefined },
    'no y': { ...publicJwk, y: undefined },
    'x that is a number': { ...publicJwk, x: 1 },
    'a point off the curve': { ...publicJwk, x: publicJwk.y },
  }),
  ...claim('jti', {
    missing: undefined,
    empty: '',
    'a number': 1,
    null: null,
    'a list': ['a'],
    long: 'x'.repeat(257),
  }),
  ...claim('htm', {
    missing: undefined,
    'another method': 'POST',
    'in small letters': 'get',
    empty: '',
    'a list': ['GET'],
    'with a space': 'GET ',
  }),
  ...claim('htu', {
    missing: undefined,
    empty: '',
    'a number': 1,
    'a list': ['https://api.abc.example/timesheets/a%2Fb'],
    'another path': 'https://api.abc.example/timesheets',
    'another host': 'https://evil.example/timesheets/a%2Fb',
    'another scheme': 'http://api.abc.example/timesheets/a%2Fb',
    'another port': 'https://api.abc.example:8443/timesheets/a%2Fb',
    'a path alone': '/timesheets/a%2Fb',
    'a slash at the end': 'https://api.abc.example/timesheets/a%2Fb/',
    'a path in capitals': 'https://api.abc.example/Timesheets/a%2Fb',
    'a decoded slash': 'https://api.abc.example/timesheets/a/b',
    'an encoded percent': 'https://api.abc.example/timesheets/a%252Fb',
    'a user name': 'https://api.abc.example@evil.example/timesheets/a%2Fb',
    'our host as a user name': 'https://x@api.abc.example/timesheets/a%2Fb',
    'a backslash': 'https://api.abc.example\\timesheets/a%2Fb',
    'a line break': 'https://api.abc.example/time\nsheets/a%2Fb',
    'a space before it': ' https://api.abc.example/timesheets/a%2Fb',
    'a suffix of the host': 'https://api.abc.example.evil.example/timesheets/a%2Fb',
    'a dot behind the host': 'https://api.abc.example./timesheets/a%2Fb',
    'no scheme': '//api.abc.example/timesheets/a%2Fb',
    javascript: 'javascript:alert(1)',
  }),
  ...claim('iat', {
    missing: undefined,
    'a string': `${NOW}`,
    null: null,
    true: true,
    'a list': [NOW],
    'too old': NOW - 301,
    'long ago': 0,
    'from the future': NOW + 31,
    'in milliseconds': NOW * 1000,
    negative: -NOW,
  }),
  ...claim('ath', {
    missing: undefined,
    empty: '',
    'a number': 1,
    null: null,
    'of another token': base64url(new Uint8Array(32)),
    short: 'abc',
    'in hexadecimal': 'ab'.repeat(32),
    'with padding': `${base64url(new Uint8Array(32))}=`,
  }),
  proof('the signature of another key', { signer: other }),
  proof('no signature', { edit: (text) => text.replace(/[^.]*$/, '') }),
  proof('a signature of other bytes', { edit: (text) => text.replace(/[^.]*$/, 'c2ln') }),
  proof('a signature of zeros', { edit: (text) => text.replace(/[^.]*$/, 'A'.repeat(86)) }),
  proof('two parts', { edit: (text) => text.split('.').slice(0, 2).join('.') }),
  proof('empty', { edit: () => '' }),
  proof('a word', { edit: () => 'hunter2' }),
  proof('two proofs', { edit: (text) => `${text}, ${text}` }),
  proof('a space before it', { edit: (text) => ` ${text}` }),
  proof('a payload that is a list', { edit: (text) => text.replace(/\.[^.]*\./, '.W10.') }),
  proof('more than 4 KiB', { claims: { padding: 'x'.repeat(4_096) } }),
]

/** Members that make a JWK private; each is added to the right public key. */
export const privateMembers = ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth']
