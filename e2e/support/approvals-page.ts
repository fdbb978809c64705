import type { Locator, Page } from 'playwright-core'
import { type ApprovalTexts, approvalsEn } from '../../packages/web-demo/src/features/approvals/texts-en.ts'

/**
 * The approvals as a manager sees them, on a wide screen, in their language. People are named as the page
 * names them.
 */
export class ApprovalsPageObject {
  readonly page: Page
  readonly texts: ApprovalTexts

  constructor(page: Page, texts: ApprovalTexts = approvalsEn) {
    this.page = page
    this.texts = texts
  }

  get queue(): Locator {
    return this.page.getByRole('grid', { name: this.texts.queueLabel })
  }

  get panel(): Locator {
    return this.page.getByRole('complementary', { name: this.texts.panel })
  }

  /** The page's live line: what was just decided, undone or sent. */
  get said(): Locator {
    return this.page.locator('.page-foot').getByRole('status')
  }

  get refused(): Locator {
    return this.page.getByRole('region', { name: this.texts.refusedTitle })
  }

  row(person: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: person }) })
  }

  /** Goes to a person's week, as a click does. */
  async choose(person: string): Promise<void> {
    await this.row(person).click()
    await this.panel.getByRole('heading', { name: person }).waitFor()
  }

  /** Approves a person's week, and waits until it is done. */
  async approve(person: string): Promise<void> {
    await this.choose(person)
    await this.page.keyboard.press('a')
    await this.sendNow()
    await this.said.getByText(this.texts.done.approve(1)).waitFor()
  }

  /** Rejects a person's week, and waits until it is done. */
  async reject(person: string, reason: string): Promise<void> {
    await this.choose(person)
    await this.page.keyboard.press('r')
    await this.giveReason(reason)
    await this.sendNow()
    await this.said.getByText(this.texts.done.reject(1)).waitFor()
  }

  async giveReason(reason: string): Promise<void> {
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel(this.texts.reason.label).fill(reason)
    await this.page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
  }

  /** Sends what was decided, without the ten seconds in which it could be undone. */
  async sendNow(): Promise<void> {
    await this.page.getByRole('button', { name: this.texts.sendNow }).click()
  }
}
