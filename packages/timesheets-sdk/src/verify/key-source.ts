/** A key that signatures are checked with. The same object for as long as it is the same key. */
export interface VerificationKey {
  readonly kid: string | undefined
  readonly material: CryptoKey | Uint8Array
}

/** Where the issuer's keys come from, and how long each may be relied on. */
export interface KeySource {
  /**
   * Gets the keys, if they must be got.
   *
   * @throws IssuerUnreachableError where there are none
   */
  ready(): Promise<void>
  /**
   * The keys that a token may be signed with which names `kid`, or names none: one, or two while keys are rotated.
   *
   * @throws InvalidTokenError with reason `unknown_key`
   * @throws IssuerUnreachableError where there are no keys at all
   */
  find(kid: string | undefined): Promise<readonly VerificationKey[]>
  /**
   * Those of them that were published since: for a token without a key id that none of `tried` has signed, as the first
   * after a rotation. Asks the issuer again, at most once in a cooldown. Does not throw.
   */
  findNewer(tried: readonly VerificationKey[]): Promise<readonly VerificationKey[]>
  /** Whether what was verified with the key still holds now, without asking the issuer first. */
  vouchesFor(key: VerificationKey, nowMs: number): boolean
}

/** The one key of HS256: known from the start, whatever a token calls it, and never gone. */
export function sharedSecret(material: Uint8Array): KeySource {
  const keys: readonly VerificationKey[] = [{ kid: undefined, material }]
  return { ready: async () => {}, find: async () => keys, findNewer: async () => [], vouchesFor: () => true }
}
