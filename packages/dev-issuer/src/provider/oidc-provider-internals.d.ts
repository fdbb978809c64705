// Parts of oidc-provider without a public API or types. They hold for 9.13.3, which package.json pins.

declare module 'oidc-provider/lib/helpers/initialize_keystore.js' {
  import type { JWKS, Provider } from 'oidc-provider'

  /** Replaces the signing keys and the published JWKS of the provider that is `this`. */
  export default function initializeKeystore(this: Provider, jwks: JWKS): void
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  import type { AdapterFactory } from 'oidc-provider'

  /** A store of its own for one provider, in memory, of the 1,000 latest used records. */
  export function createMemoryAdapter(clockToleranceSeconds?: number): AdapterFactory
}
