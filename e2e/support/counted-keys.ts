import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { root } from './programs.ts'

/** Keys and clicks that are counted: a key held for another, as Ctrl in `Control+r`, counts too. */
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

  async click(target: Locator): Promise<void> {
    this.count++
    await target.click()
  }

  /** Chooses from a list that opens: two clicks. */
  async choose(list: Locator, option: string): Promise<void> {
    this.count += 2
    await list.selectOption(option)
  }
}

/**
 * The keys and clicks that docs/keystrokes.md gives for a task here.
 * @throws {Error} when its table has no such task
 */
export async function documentedKeys(task: string): Promise<number> {
  const lines = (await readFile(join(root, 'docs/keystrokes.md'), 'utf8')).split('\n')
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()))
  const row = cells.find(([, name]) => name === task)
  if (!row) throw new Error(`docs/keystrokes.md has no task "${task}"`)
  return Number(row[2])
}
