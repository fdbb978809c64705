const timeoutMs = 2_000

/**
 * Whether `ready` resolves, asked at most once at a time, so that who asks often asks the database no oftener. A database
 * that has not answered within two seconds is away.
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
