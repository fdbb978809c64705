/** A key that verifies signatures. The same key is always the same object. */
export interface VerificationKey {
  readonly kid: string | undefined
  readonly material: CryptoKey | Uint8Array
}

/** The source of the issuer's keys. Also decides how long each key may be trusted. */
export interface KeySource {
  /**
   * Fetches the keys if needed.
   *
   * @throws IssuerUnreachableError if no keys are available
   */
  ready(): Promise<void>
  /**
   * The keys that a token with this `kid`, or without one, may be signed with: one, or two during a rotation.
   *
   * @throws InvalidTokenError with reason `unknown_key`
   * @throws IssuerUnreachableError if no keys are available
   */
  find(kid: string | undefined): Promise<readonly VerificationKey[]>
  /**
   * The keys published since, other than `tried`. For a token without a key id that none of `tried` has
   * signed, such as the first one after a rotation. Fetches the keys again, at most once per cooldown. Does
   * not throw.
   */
  findNewer(tried: readonly VerificationKey[]): Promise<readonly VerificationKey[]>
  /** Whether tokens verified with the key are still valid now, without fetching keys first. */
  isTrusted(key: VerificationKey, nowMs: number): boolean
}

/** The only key of HS256: known from the start, valid for any key id, and never removed. */
export function sharedSecret(material: Uint8Array): KeySource {
  const keys: readonly VerificationKey[] = [{ kid: undefined, material }]
  return { ready: async () => {}, find: async () => keys, findNewer: async () => [], isTrusted: () => true }
}
