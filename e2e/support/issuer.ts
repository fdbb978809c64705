import { type DevIssuer, type DevIssuerOptions, startDevIssuer } from 'dev-issuer'

export type RunningIssuer = DevIssuer & AsyncDisposable

/** Starts dev-issuer on a free port, in this process. */
export async function startIssuer(options: DevIssuerOptions = {}): Promise<RunningIssuer> {
  const issuer = await startDevIssuer({ port: 0, ...options })
  return { ...issuer, [Symbol.asyncDispose]: () => issuer.stop() }
}
