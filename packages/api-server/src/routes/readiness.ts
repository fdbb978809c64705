const timeoutMs = 2_000

/**
 * Whether `ready` resolves. One check runs at a time, so that frequent probes do not add queries. A database
 * that does not respond within two seconds is unavailable.
 * @param onFailure is told the reason, once for each series of checks that fail for it: a process that is not
 *   ready gets no requests, whose errors would say it
 */
export function readinessOf(
  ready: () => Promise<void>,
  onFailure: (reason: string) => void,
): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined
  let toldReason: string | undefined
  async function check(): Promise<boolean> {
    const reason = await faultOf(ready)
    if (reason !== undefined && reason !== toldReason) onFailure(reason)
    toldReason = reason
    return reason === undefined
  }
  return () => {
    asking ??= check().finally(() => {
      asking = undefined
    })
    return asking
  }
}

async function faultOf(ready: () => Promise<void>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, `no response within ${timeoutMs / 1_000} seconds`)
  })
  try {
    return await Promise.race([timeout, ready().then(() => undefined, reasonIn)])
  } finally {
    clearTimeout(timer)
  }
}

/** The reason is in the cause: the problem around it is meant for clients. */
function reasonIn(error: unknown): string {
  const { cause } = Object(error) as { readonly cause?: unknown }
  return cause instanceof Error ? cause.message : String(error)
}
