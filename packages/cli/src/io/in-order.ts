/** At most so many are held back, so that memory stays flat; later ones lose their order. */
const mostHeld = 10_000

/** Prints the verdicts on rows in the order of the file, though they are not reached in it. */
export class InOrder {
  readonly #print: (text: string) => Promise<void>
  readonly #verdicts = new Map<number, string | undefined>()

  constructor(print: (text: string) => Promise<void>) {
    this.#print = print
  }

  /** A row was read, and its verdict is to come. */
  expect(line: number): void {
    this.#verdicts.set(line, undefined)
  }

  async settle(line: number, verdict: string): Promise<void> {
    this.#verdicts.set(line, verdict)
    const holdsTooMany = this.#verdicts.size > mostHeld
    const ready: string[] = []
    for (const [next, text] of this.#verdicts) {
      if (text !== undefined) {
        ready.push(text)
        this.#verdicts.delete(next)
      } else if (!holdsTooMany) break
    }
    for (const text of ready) await this.#print(text)
  }
}
