import { getRandomValues } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'

const idBytes = 16
// Requesting 16 random bytes at a time would take longer than all other work for an id.
const pool = new Uint8Array(512 * idBytes)
let used = pool.length

let lastMs = Number.NEGATIVE_INFINITY
let sequence = 0

/**
 * A UUIDv7 (RFC 9562 section 5.7). Those of one process increase, also within a millisecond (section 6.2,
 * method 1).
 */
export function newId(): string {
  const random = nextRandom()
  const nowMs = Date.now()
  if (nowMs > lastMs) {
    lastMs = nowMs
    // Leaves half of the counter's range for counting.
    sequence = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1
  } else if (sequence === 0xffff_ffff) {
    lastMs++
    sequence = 0
  } else {
    sequence++
  }
  return uuidv7({ random, msecs: lastMs, seq: sequence })
}

function nextRandom(): Uint8Array {
  if (used === pool.length) {
    getRandomValues(pool)
    used = 0
  }
  used += idBytes
  return pool.subarray(used - idBytes, used)
}
