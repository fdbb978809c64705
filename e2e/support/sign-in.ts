import type { Locator, Page } from 'playwright-core'

/** The names of the sign-ins that the local demo's sign-in page offers to developers. */
const flows = {
  pkce: 'Sign in with authorization code and PKCE',
  implicit: 'Sign in with the implicit grant',
} as const

export type FlowName = keyof typeof flows

export const flowNames = Object.keys(flows) as FlowName[]

/** From the application's sign-in page to the application, as a person who clicks. */
export async function signIn(page: Page, flow: FlowName, person = /Maria Silva/): Promise<void> {
  await startSignIn(page, flow)
  await chooseDemoPerson(page, person)
  await isSignedIn(page)
}

/** The button once it can be used: it is shown, but disabled, also while the page leaves for the issuer. */
export function signInButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Sign in', exact: true, disabled: false })
}

/** From the application's sign-in page to the issuer's, by the flow that the demo offers to developers. */
export async function startSignIn(page: Page, flow: FlowName): Promise<void> {
  await signInButton(page).waitFor()
  const choice = page.locator('details')
  if ((await choice.getAttribute('open')) === null) await choice.locator('summary').click()
  await page.getByRole('button', { name: flows[flow], disabled: false }).click()
}

/** On the issuer's page. */
export async function chooseDemoPerson(page: Page, person = /Maria Silva/): Promise<void> {
  await page.getByRole('button', { name: person }).click()
}

export async function isSignedIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}

/** An address with a week in it, to see that it is come back to. */
export const weekAddress = '/week/2026-W48'

/** The `Authorization` of the next request of this page that the API accepts, of those that `fits`. */
export async function acceptedByApi(
  page: Page,
  apiUrl: string,
  fits = (_authorization: string) => true,
): Promise<string> {
  const response = await page.waitForResponse(async (candidate) => {
    if (!candidate.url().startsWith(apiUrl) || !candidate.ok()) return false
    const authorization = await candidate.request().headerValue('authorization')
    return authorization !== null && fits(authorization)
  })
  return (await response.request().headerValue('authorization')) ?? ''
}

/** From the application over the issuer to the application's sign-in page. */
export async function signOut(page: Page): Promise<void> {
  const home = `${new URL(page.url()).origin}/`
  const back = page.waitForResponse(
    (response) => response.url() === home && response.request().isNavigationRequest(),
  )
  await page.getByRole('button', { name: 'Sign out' }).click()
  await back
  await signInButton(page).waitFor()
}

/** Ends the person's session at the issuer, as another application of the same issuer would. */
export async function endSessionAtIssuer(page: Page, issuer: string): Promise<void> {
  const other = await page.context().newPage()
  await other.goto(`${issuer}v2/logout`)
  await other.getByText('You are signed out').waitFor()
  await other.close()
}
