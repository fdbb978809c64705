import { createServer } from 'node:http'
import { namedPeople } from 'dev-issuer'
import type { Page } from 'playwright-core'
import sirv from 'sirv'
import { startApi } from '../support/api.ts'
import { startBrowser } from '../support/browser.ts'
import { clientWith, entriesOf } from '../support/client.ts'
import { emptyDatabase } from '../support/database.ts'
import { startIssuer } from '../support/issuer.ts'
import { chooseDemoPerson } from '../support/sign-in.ts'
import { personToken } from '../support/tokens.ts'

interface RenderOptions {
  /** The exported application. */
  readonly site: string
  /** Where its settings take the application, the API and the issuer to be. */
  readonly port: number
  readonly apiPort: number
  readonly issuerPort: number
  readonly screenshot: string | undefined
}

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 }

/**
 * Signs in to the exported application in Chromium, logs hours with and without a network, and submits.
 *
 * @throws {Error} when something is not there, or not stored
 */
export async function render({ site, port, apiPort, issuerPort, screenshot }: RenderOptions): Promise<void> {
  await using started = new AsyncDisposableStack()
  const origin = `http://localhost:${port}`
  const issuer = started.use(await startIssuer({ port: issuerPort, spaOrigins: [origin] }))
  const database = started.use(await emptyDatabase('sqlite'))
  const env = { CORS_ORIGINS: origin }
  const api = started.use(await startApi({ issuer: issuer.issuer, database, port: apiPort, env }))
  const server = createServer(sirv(site, { single: true }))
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve))
  started.defer(() => server.closeAllConnections())
  started.defer(() => void server.close())
  const admin = clientWith(api.url, await personToken(issuer.issuer, namedPeople.admin))
  for (const [code, name] of Object.entries(projects)) await admin.projects.put(code, { name })

  const browser = started.use(await startBrowser())
  const visit = started.use(await browser.openNew(phone))
  const { page, context } = visit
  await page.goto(origin)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await chooseDemoPerson(page)
  await page.getByText('All hours are stored').waitFor()
  await twoTaps(page, 'ACME-42', '4 h')
  await page.getByText('All hours are stored').waitFor()
  await context.setOffline(true)
  await twoTaps(page, 'VISITS', '2 h')
  await page.getByText('1 not sent yet').waitFor()
  await page.getByText('6:00').waitFor()
  if (screenshot !== undefined) await page.screenshot({ path: screenshot })
  await context.setOffline(false)
  // Opened again, it sends what waits.
  await page.reload()
  await page.getByText('All hours are stored').waitFor()
  await page.getByRole('button', { name: 'Week' }).click()
  if (screenshot !== undefined) await page.screenshot({ path: screenshot.replace(/(?=\.png$)/, '-week') })
  await page.getByRole('button', { name: 'Submit the week' }).click()
  await page.getByText('Submitted', { exact: true }).waitFor()

  const maria = clientWith(api.url, await personToken(issuer.issuer, namedPeople.employee))
  const stored = (await entriesOf(maria)).map(({ project, hours }) => `${project} ${hours}`).toSorted()
  if (stored.join() !== 'ACME-42 4,VISITS 2') throw new Error(`the API has stored ${stored.join()}`)
}

const projects = {
  'ACME-42': 'Rollout at ACME',
  'GLOBEX-7': 'Renewal',
  VISITS: 'Customer visits',
  OFFERS: 'Offers',
  FAIR: 'Trade fair',
  INTERN: 'Internal',
}

async function twoTaps(page: Page, project: string, hours: string): Promise<void> {
  await page.getByRole('button', { name: project }).click()
  await page.getByRole('button', { name: hours, exact: true }).click()
}
