import type { Page } from 'playwright-core'

/** A keyboard that counts: a key held for another, as Ctrl in `Control+r`, counts too. */
export class CountedKeys {
  readonly #page: Page
  count = 0

  constructor(page: Page) {
    this.#page = page
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.count += key.split('+').length
      await this.#page.keyboard.press(key)
    }
  }

  /** Types a text, a key for each character. */
  async type(text: string): Promise<void> {
    await this.press(...text)
  }
}
