// Parts of oidc-provider without a public API or types. They hold for 9.13.3, which package.json pins.

declare module 'oidc-provider/lib/helpers/initialize_keystore.js' {
  import type { JWKS, Provider } from 'oidc-provider'

  /** Replaces the signing keys and the published JWKS of the provider that is `this`. */
  export default function initializeKeystore(this: Provider, jwks: JWKS): void
}

declare module 'oidc-provider/lib/helpers/validate_dpop.js' {
  import type { KoaContextWithOIDC, Provider } from 'oidc-provider'

  export interface DpopProof {
    readonly thumbprint: string
    readonly jti: string
    readonly iat: number
  }

  /** Checks the DPoP proof of a request; undefined if it has none. */
  export default function validateDpop(
    provider: Provider,
    ctx: KoaContextWithOIDC,
  ): Promise<DpopProof | undefined>
}

declare module 'oidc-provider/lib/helpers/grant_common.js' {
  import type { AccessToken, ClientCredentials, KoaContextWithOIDC, Provider } from 'oidc-provider'
  import type { DpopProof } from 'oidc-provider/lib/helpers/validate_dpop.js'

  /** Binds a token to the key of a proof that was not used before. */
  export function applyDpopBinding(
    provider: Provider,
    ctx: KoaContextWithOIDC,
    proof: DpopProof | undefined,
    token: AccessToken | ClientCredentials,
  ): Promise<void>
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  import type { AdapterFactory } from 'oidc-provider'

  /** A store of its own for one provider, in memory, of the 1,000 latest used records. */
  export function createMemoryAdapter(clockToleranceSeconds?: number): AdapterFactory
}
