const timeoutMs = 2_000

/**
 * Whether `ready` resolves. One check runs at a time, so that frequent probes do not add queries. A database
 * that does not respond within two seconds is unavailable.
 */
export function readinessOf(ready: () => Promise<void>): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined
  return () => {
    asking ??= ask(ready).finally(() => {
      asking = undefined
    })
    return asking
  }
}

async function ask(ready: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, false)
  })
  try {
    return await Promise.race([
      timeout,
      ready().then(
        () => true,
        () => false,
      ),
    ])
  } finally {
    clearTimeout(timer)
  }
}
