import type { KeyValueStorage, PlatformCrypto } from 'timesheets-sdk/auth'

/** Everything that the phone provides. The rest of this folder runs in Node too, where the tests run it. */
export interface Platform {
  /** For tokens: encrypted by the phone, readable while it is locked. */
  readonly secureStorage: KeyValueStorage
  /** For queued hours, and for what is known of the week. */
  readonly storage: KeyValueStorage
  readonly crypto: PlatformCrypto
  readonly randomUuid: () => string
  /**
   * Shows an address of the issuer, and resolves to the address that it returns to; `undefined`: the person
   * has closed the page, or comes back by a new start of the application (see `Session.resume`).
   */
  readonly visitIssuer: (url: string, returnsTo: string) => Promise<string | undefined>
}

/** Where the API and the issuer are, and how this application is registered there. */
export interface Settings {
  readonly apiUrl: string
  readonly issuer: string
  readonly audience: string
  readonly clientId: string
  /** The custom scheme's addresses, registered at the issuer. */
  readonly redirectUri: string
  readonly signedOutUri: string
}
