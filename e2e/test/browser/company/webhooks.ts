import { namedPeople } from 'dev-issuer'
import { expect, it } from 'vitest'
import { type Received, Receiver } from '../../../../packages/api-server/test/support/receiver.ts'
import { clientWith } from '../../../support/client.ts'
import { machineToken } from '../../../support/tokens.ts'
import { type CompanyTestBed, expectReadable, today } from './bed.ts'

export function itDelivers(bed: CompanyTestBed): void {
  it('deliver events to a webhook, test, pause, skip, repeat and remove it, and say what failed', async () => {
    const machine = await machineToken(bed.system.issuer.issuer, 'm2m-office')
    const office = clientWith(bed.system.api.url, machine)
    const receiver = new Receiver()
    await using started = new AsyncDisposableStack()
    started.defer(() => receiver.remove())
    await receiver.start()
    const visit = started.use(await bed.open(namedPeople.admin, '/settings/webhooks'))
    const { page } = visit
    await page.getByText('You may not read all of these').waitFor()
    expect(await page.getByRole('button', { name: 'Add a webhook' }).count()).toBe(0)
    // No one in the demo administers and reads everyone: the same person, with both permissions.
    await page.route(`${bed.system.api.url}/me`, async (route) => {
      const response = await route.fetch()
      const me = await response.json()
      const scopes = [...me.scopes, 'approve:timesheets', 'approve:any']
      await route.fulfill({ response, json: { ...me, scopes } })
    })
    await page.route(`${bed.system.api.url}/webhooks**`, (route) => {
      const headers = { ...route.request().headers(), authorization: `Bearer ${machine}` }
      return route.continue({ headers })
    })
    // The pages of every permission are on one line.
    for (const language of ['de', 'en']) {
      await page.goto(`${bed.system.origin}/settings/webhooks?language=${language}`)
      await page.getByRole('button', { name: /^(Manage|Verwaltung)$/ }).waitFor()
      expect((await page.getByRole('banner').boundingBox())?.height).toBeLessThan(60)
    }

    await page.getByRole('button', { name: 'Add a webhook' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Address').fill('no address')
    await page.keyboard.press('Enter')
    await dialog.getByText('must be').waitFor()
    await dialog.getByLabel('Address').fill(receiver.url)
    await dialog.getByRole('checkbox', { name: 'entry.*' }).check()
    await expectReadable(page)
    await dialog.getByLabel('Address').press('Enter')
    receiver.secret = await page.getByRole('textbox', { name: 'The secret' }).inputValue()
    await expectReadable(page)
    await page.getByRole('button', { name: 'Close' }).press('Enter')
    await receiver.kill()
    await receiver.start()
    const card = page.getByRole('region', { name: receiver.url })
    const press = (name: string) => card.getByRole('button', { name, exact: true }).press('Enter')
    await press('Send a test')
    await page.getByText('The endpoint received the test: it responded with 204.').waitFor()

    const member = await bed.team.as(bed.person(2).email)
    const { id } = await member.entries.create({ date: today, project: 'INTERNAL', hours: 1 })
    const isOfEntry = ({ sequence, isVerified }: Received) => sequence > 0 && isVerified
    await receiver.until((received) => received.some(isOfEntry))
    await receiver.kill()
    await member.entries.delete(id)
    let hookId = ''
    for await (const hook of office.webhooks.list()) hookId = hook.id
    const failing = async () => (await office.webhooks.get(hookId)).failingEvent
    await expect.poll(failing).not.toBeNull()
    const event = await failing()
    await page.reload()
    await card.getByText(`Event ${event} could not be delivered`).waitFor()
    await expectReadable(page)
    await press(`Skip event ${event}`)
    await card.getByText(`Delivered through event ${event}`).waitFor()
    await press('Pause')
    await card.getByText('Paused').waitFor()
    await receiver.start()
    await press('Resume')
    await card.getByText('Active').waitFor()
    const before = receiver.received().length
    await card.getByText('Deliver again').first().press('Enter')
    await card.getByLabel('Deliver again what came after event').fill(String((event ?? 0) - 2))
    await page.keyboard.press('Enter')
    await page.getByText(`Events after ${(event ?? 0) - 2} will be delivered again.`).waitFor()
    await receiver.until((received) => received.slice(before).filter(isOfEntry).length >= 2)
    await card.getByText('Last deliveries').press('Enter')
    const attempts = (words: string) => card.getByRole('row').filter({ hasText: words })
    await attempts('webhook.test').getByText('Delivered: the endpoint responded with 204').waitFor()
    await attempts(`#${event}`).filter({ hasText: 'could not be reached' }).first().waitFor()
    await expectReadable(page)
    const again = card.getByRole('button', { name: /^From event/ }).first()
    const first = Number((await again.textContent())?.replace('From event ', ''))
    await again.press('Enter')
    await page.getByText(`Events after ${first - 1} will be delivered again.`).waitFor()
    await press('New secret')
    const renewed = await page.getByRole('textbox', { name: 'The secret' }).inputValue()
    expect(renewed).not.toBe(receiver.secret)
    await page.getByRole('button', { name: 'Close' }).press('Enter')
    await press('Remove')
    await press('Remove it')
    await card.waitFor({ state: 'detached' })
    expect(visit.problems).toEqual([])
  })
}
