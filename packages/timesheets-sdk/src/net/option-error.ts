/**
 * An option that can't be used. `message` names options as this SDK does; a program whose users know them by
 * other names, as those of its settings, says it by {@link OptionError.messageWith}.
 */
export class OptionError extends TypeError {
  override readonly name = 'OptionError'
  readonly option: string
  readonly #describe: (name: (option: string) => string) => string

  /** @param describe makes the message, with each option that it names called by `name` */
  constructor(option: string, describe: (name: (option: string) => string) => string) {
    super(describe((own) => own))
    this.option = option
    this.#describe = describe
  }

  /** The message, with options called as `name` calls them. */
  messageWith(name: (option: string) => string): string {
    return this.#describe(name)
  }
}
