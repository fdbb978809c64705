import { demoPassword } from 'dev-issuer'
import type { Locator, Page } from 'playwright-core'
import { requestedScope } from '../../packages/web-demo/src/auth/sign-in-flow.ts'
import type { Settings } from '../../packages/web-demo/src/settings.ts'
import { en, type Texts } from '../../packages/web-demo/src/texts/en.ts'

/** Signs in by the form, as any person does, and waits for the application. */
export async function signInByForm(page: Page, origin: string, login: string, path = '/'): Promise<void> {
  await page.goto(origin + path)
  await page
    .getByRole('button', { name: /^Sign in|anmelden$/i, disabled: false })
    .first()
    .click()
  await page.getByLabel('Email').fill(login)
  await page.getByLabel('Password').fill(demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.origin === origin && url.pathname !== '/callback')
}

/**
 * Opens the application as a person who is signed in at the issuer and used this browser before: it signs in
 * silently, without the pages of {@link signInByForm}.
 */
export async function signIn(page: Page, origin: string, login: string, path = '/'): Promise<void> {
  const { request } = page.context()
  const settings = (await (await request.get(`${origin}/config.json`)).json()) as Settings
  const form = await request.get(new URL('authorize', settings.issuer).href, {
    params: {
      client_id: settings.clientId,
      redirect_uri: `${origin}/callback`,
      response_type: 'code',
      scope: `${requestedScope({})} offline_access`,
      audience: settings.audience,
      state: 'test',
      // Of a verifier that nobody keeps: the code is never redeemed.
      code_challenge: 'A'.repeat(43),
      code_challenge_method: 'S256',
    },
  })
  await request.post(form.url(), { form: { login, password: demoPassword, action: 'sign-in' } })
  // Once: a sign-out in the test stays one.
  await page.addInitScript(() => {
    if (location.protocol === 'about:' || localStorage.getItem('test:visited') !== null) return
    localStorage.setItem('test:visited', 'yes')
    localStorage.setItem('timesheets:signed-in-by', 'pkce')
  })
  await page.goto(origin + path)
  await page.getByRole('button', { name: /^(Sign out|Abmelden)$/ }).waitFor()
}

/** The week as a person sees it, on a wide screen, in their language. */
export class WeekPageObject {
  readonly page: Page
  readonly texts: Texts

  constructor(page: Page, texts: Texts = en) {
    this.page = page
    this.texts = texts
  }

  get status(): Locator {
    return this.page.locator('.status-line')
  }

  get problems(): Locator {
    return this.page.getByRole('region', { name: this.texts.problems.title })
  }

  /** Open, submitted, approved or rejected, in a word. */
  get weekStatus(): Locator {
    return this.page.locator('.week-summary .badge')
  }

  /** The history of the week: submitted, rejected with the reason, ... */
  get banner(): Locator {
    return this.page.locator('.banner')
  }

  /** Submits the week, for the first time or again, and waits until it is. */
  async submit(): Promise<void> {
    const { submit, submitAgain, submitted } = this.texts.life
    const button = (name: string) => this.page.getByRole('button', { name, exact: true })
    await button(submit).or(button(submitAgain)).click()
    // The banner's text after the time, which no test knows.
    const [, waits = ''] = submitted('').split('. ')
    await this.banner.getByText(waits).waitFor()
  }

  /** Takes the submitted week back, and waits until it is open. */
  async recall(): Promise<void> {
    await this.page.getByRole('button', { name: this.texts.life.recall }).click()
    await this.weekStatus.getByText(this.texts.week.status.open).waitFor()
  }

  /** The cell of a project on a day, 0 for Monday to 6 for Sunday. */
  cell(project: string, day: number): Locator {
    return this.row(project).getByRole('gridcell').nth(day)
  }

  row(project: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: project }) })
  }

  /** Adds a project by the picker, and waits until its row has the focus. */
  async addProject(project: string): Promise<void> {
    await this.page.keyboard.press('n')
    const input = this.page.getByRole('searchbox', { name: this.texts.picker.label })
    await input.fill(project)
    await input.press('Enter')
    await this.row(project).getByRole('gridcell').first().waitFor()
  }

  async type(project: string, day: number, text: string): Promise<void> {
    await this.cell(project, day).click()
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Enter')
  }

  async allSaved(): Promise<void> {
    await this.status.getByText(this.texts.saving.allSaved).waitFor()
  }
}
