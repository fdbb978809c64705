/**
 * Two 32-bit hashes of a text, to recognize it without storing it. Among ten million different texts, the
 * probability of a collision is 1 in 370,000. Not for secrets: collisions are easy to construct.
 */
export function textKey(text: string): readonly [number, number] {
  let first = 0xdeadbeef
  let second = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    first = Math.imul(first ^ unit, 0x9e3779b1)
    second = Math.imul(second ^ unit, 0x5f356495)
  }
  first = Math.imul(first ^ (first >>> 16), 0x85ebca6b) ^ Math.imul(second ^ (second >>> 13), 0xc2b2ae35)
  second = Math.imul(second ^ (second >>> 16), 0x85ebca6b) ^ Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return [first >>> 0, second >>> 0]
}
