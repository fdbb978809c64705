/** Remembers DPoP proofs, so that none is accepted twice (RFC 9449 section 11.1). */
export interface ReplayStore {
  /**
   * Remembers a proof until it is too old to be accepted. `id` is a digest of 64 hex digits. Several
   * processes of one API must share a store, or each of them accepts the same proof once.
   *
   * @returns whether it was not remembered before
   */
  remember(id: string, expiresAtMs: number): Promise<boolean>
}

/**
 * Remembers in this process only. When `maximum` proofs are remembered and none has expired, new ones are
 * rejected: forgetting one would let it be replayed.
 */
export function memoryReplays(now: () => number, maximum = 100_000): ReplayStore {
  const expiries = new Map<string, number>()
  return {
    async remember(id, expiresAtMs) {
      const nowMs = now()
      if ((expiries.get(id) ?? nowMs) > nowMs) return false
      if (expiries.size >= maximum) {
        for (const [other, expiryMs] of expiries) if (expiryMs <= nowMs) expiries.delete(other)
        if (expiries.size >= maximum) return false
      }
      expiries.set(id, expiresAtMs)
      return true
    },
  }
}
