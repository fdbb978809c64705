/** Ends the start with one line that says what is wrong and what to do. `details`: lines to show after it. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly details: readonly string[]

  constructor(message: string, options: ErrorOptions & { readonly details?: readonly string[] } = {}) {
    super(message, options)
    this.details = options.details ?? []
  }
}
