import process from 'node:process'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const checkParentEveryMs = 1_000

export interface StopRequests {
  /** Aborted by the first request to stop. */
  readonly signal: AbortSignal
  dispose(): void
}

/**
 * Requests to stop: Ctrl-C, SIGTERM, a closed terminal, and the end of the pnpm that runs this script, which
 * does not always pass on what ended it. `onSecond` is called when somebody can't wait and asks again.
 */
export function stopRequests(onSecond: () => void): StopRequests {
  const controller = new AbortController()
  let firstAtMs = 0
  const request = () => {
    if (!controller.signal.aborted) {
      firstAtMs = Date.now()
      controller.abort()
      // One Ctrl-C can come in twice: from the terminal, and handed on by pnpm.
    } else if (Date.now() - firstAtMs > 500) {
      onSecond()
    }
  }
  for (const signal of signals) process.on(signal, request)

  const parent = process.ppid
  const isRunByPnpm = process.env.npm_lifecycle_event !== undefined
  const checking = setInterval(() => {
    if (isRunByPnpm && process.ppid !== parent) request()
  }, checkParentEveryMs)

  return {
    signal: controller.signal,
    dispose() {
      clearInterval(checking)
      for (const signal of signals) process.off(signal, request)
    },
  }
}
