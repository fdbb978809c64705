/** The part of Node's `process` that is used here. */
interface NodeProcess {
  readonly versions: Readonly<Partial<Record<string, string>>>
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The `process` of Node, and of Bun and Deno, which have it for Node's sake; elsewhere `undefined`. */
export function nodeProcess(): NodeProcess | undefined {
  const process = globalThis.process as Partial<NodeProcess> | undefined
  return process?.versions?.node === undefined ? undefined : (process as NodeProcess)
}
