import { base64url } from '../../net/base64.ts'
import { hmacSha256, webCrypto } from '../../net/platform-crypto.ts'

/** A nonce is valid for one to two of these. */
const slotMs = 150_000

/**
 * Nonces for DPoP proofs (RFC 9449 section 9). Each is an HMAC of the time, so that all processes with the
 * same secret accept each other's nonces and none has to be stored.
 */
export class Nonces {
  readonly #secret: string
  readonly #now: () => number
  readonly #bySlot = new Map<number, Promise<string>>()

  constructor(secret: string, now: () => number) {
    this.#secret = secret
    this.#now = now
  }

  current(): Promise<string> {
    return this.#of(this.#slot())
  }

  async isValid(nonce: unknown): Promise<boolean> {
    const slot = this.#slot()
    // The next one as well: the clock of another process may be ahead.
    const valid = await Promise.all([slot, slot - 1, slot + 1].map((one) => this.#of(one)))
    return valid.some((one) => one === nonce)
  }

  #slot(): number {
    return Math.floor(this.#now() / slotMs)
  }

  #of(slot: number): Promise<string> {
    let nonce = this.#bySlot.get(slot)
    if (!nonce) {
      if (this.#bySlot.size > 8) this.#bySlot.clear()
      nonce = hmacSha256(this.#secret, `dpop nonce ${slot}`, platformCrypto).then(base64url)
      this.#bySlot.set(slot, nonce)
    }
    return nonce
  }
}

const platformCrypto = webCrypto((missing) => new TypeError(`this platform has no ${missing}`))
