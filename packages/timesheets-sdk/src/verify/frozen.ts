/** Freezes a JSON value with everything in it. With a list of what is left instead of recursion: no depth is too much. */
export function deepFreeze<T extends object>(value: T): T {
  const left: object[] = [value]
  for (let next = left.pop(); next; next = left.pop()) {
    Object.freeze(next)
    for (const member of Object.values(next))
      if (typeof member === 'object' && member !== null) left.push(member)
  }
  return value
}

/** Makes a set refuse every change, which `Object.freeze` alone does not. */
export function freezeSet<T>(set: Set<T>): ReadonlySet<T> {
  const refuse = () => {
    throw new TypeError('This set is shared and cannot be changed')
  }
  Object.defineProperties(set, {
    add: { value: refuse },
    delete: { value: refuse },
    clear: { value: refuse },
  })
  return Object.freeze(set)
}
