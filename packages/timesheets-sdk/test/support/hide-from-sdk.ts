/**
 * Makes a global, or a member of one, `undefined` for the SDK's own sources and for oauth4webapi. Tests, Node
 * and test tools still see it. Returns how to show it again.
 */
export function hideFromSdk(owner: object, name: PropertyKey): () => void {
  const own = Object.getOwnPropertyDescriptor(owner, name)
  const found = own ?? inherited(owner, name)
  if (found === undefined) return () => {}
  Object.defineProperty(owner, name, {
    configurable: true,
    get() {
      if (isReadBySdk()) return undefined
      return found.get === undefined ? found.value : found.get.call(this)
    },
    set(value: unknown) {
      Object.defineProperty(this, name, { value, configurable: true, writable: true, enumerable: true })
    },
  })
  return () => {
    if (own === undefined) Reflect.deleteProperty(owner, name)
    else Object.defineProperty(owner, name, own)
  }
}

function inherited(owner: object, name: PropertyKey): PropertyDescriptor | undefined {
  const parent: object | null = Object.getPrototypeOf(owner)
  return parent === null
    ? undefined
    : (Object.getOwnPropertyDescriptor(parent, name) ?? inherited(parent, name))
}

function isReadBySdk(): boolean {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 3
  // Below this function and the getter: who reads.
  const reader = new Error().stack?.split('\n')[3] ?? ''
  Error.stackTraceLimit = stackTraceLimit
  return /timesheets-sdk\/src\/(?!testing\/)|oauth4webapi/.test(reader)
}
