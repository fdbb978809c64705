/** The `process` of Node, and of Bun and Deno, which have it for Node's sake; elsewhere `undefined`. */
export function nodeProcess(): NodeJS.Process | undefined {
  const process = globalThis.process as Partial<NodeJS.Process> | undefined
  return process?.versions?.node === undefined ? undefined : globalThis.process
}
