/** Freezes a JSON value and everything in it. Not recursive, so that any depth works. */
export function deepFreeze<T extends object>(value: T): T {
  const remaining: object[] = [value]
  for (let next = remaining.pop(); next; next = remaining.pop()) {
    Object.freeze(next)
    for (const member of Object.values(next))
      if (typeof member === 'object' && member !== null) remaining.push(member)
  }
  return value
}

/** Makes a set reject every change, which `Object.freeze` alone does not. */
export function freezeSet<T>(set: Set<T>): ReadonlySet<T> {
  const reject = () => {
    throw new TypeError('This set is shared and cannot be changed')
  }
  Object.defineProperties(set, {
    add: { value: reject },
    delete: { value: reject },
    clear: { value: reject },
  })
  return Object.freeze(set)
}
