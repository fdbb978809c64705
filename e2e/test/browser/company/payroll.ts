import { namedPeople } from 'dev-issuer'
import { addMonths, daysOfMonth, weekOf } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { CountedKeys, documentedKeys } from '../../../support/counted-keys.ts'
import { type CompanyTestBed, expectReadable, today } from './bed.ts'

export function itPaysOut(bed: CompanyTestBed): void {
  it('shows an administrator what is in the way of closing a month, and closes and reopens it with a reason', async () => {
    await using visit = await bed.open(namedPeople.admin, '/payroll')
    const { page } = visit
    await page.getByRole('heading', { name: /in the way of closing/ }).waitFor()
    await page
      .getByRole('row')
      .filter({ hasText: bed.person(1).name })
      .first()
      .waitFor()
    const close = page.getByRole('button', { name: 'Close it anyway' })
    await close.press('Enter')
    await page.getByRole('alert').getByText('Enter a reason.').waitFor()
    await expectReadable(page)
    await page.getByLabel('Why is it closed').fill('Everyone was on holiday')
    const keys = new CountedKeys(page)
    await keys.press('Enter')
    expect(keys.count).toBe(await documentedKeys('Administrator: close a month with a reason'))
    await page.getByText(/ is closed\.$/).waitFor()
    await page.getByText('Although weeks were in the way: Everyone was on holiday').waitFor()
    await page.getByText('Reopen the month').first().click()
    await expectReadable(page)
    await page.getByLabel('Why is it reopened?').fill('Hours came late')
    await page.keyboard.press('Enter')
    await page.getByText(/ is open again\.$/).waitFor()
    await page.getByText(/^Reopened by .*: Hours came late$/).waitFor()
    expect(visit.problems).toEqual([])
  })

  it('shows payroll the amounts by currency, and line by line what a closing will change and has changed', async () => {
    const month = addMonths(today.slice(0, 7), -1)
    const date = `${month}-14`
    const [keeper, payroll] = await Promise.all([
      bed.team.as(namedPeople.admin),
      bed.team.as(namedPeople.payroll),
    ])
    const rates = { currency: 'EUR', employee: 100, contractor: 100, from: `${month}-01` }
    const put = (client: string) => keeper.projects.put('KAWA-9', { name: 'Kawa: robots', client, rates })
    const approved = async (index: number, project: string, hours: number) => {
      const member = await bed.team.as(bed.person(index).email)
      await member.entries.create({ date, project, hours })
      await member.weeks.submit(weekOf(date))
      await payroll.weeks.approve(bed.person(index).userId, weekOf(date))
    }
    const forced = { force: true, reason: 'The others are ill' }
    await put('Kawa')
    await approved(0, 'KAWA-9', 4)
    const { closings } = await payroll.periods.close(month, forced)
    const before = closings[0]?.version
    await payroll.periods.reopen(month, 'The client was renamed')
    await put('Kawa Robotics')
    await approved(1, 'INTERNAL', 1.5)

    await using visit = await bed.open(namedPeople.payroll, `/payroll?month=${month}`)
    const { page } = visit
    await page.getByText('Approved so far: 1:30 without a rate · €400.00').waitFor()
    const expectChanges = async (title: string) => {
      const shown = page.getByRole('group').filter({ hasText: title })
      await shown.getByText(title).press('Enter')
      await shown.getByText('2 lines differ, 1:30 more in all').waitFor()
      await shown.getByText('Kawa → Kawa Robotics').waitFor()
      const added = shown.getByRole('row').filter({ hasText: 'Added' })
      expect(await added.getByRole('cell').allTextContents()).toEqual(
        expect.arrayContaining(['none', '1:30', '']),
      )
    }
    await expectChanges(`What closing the month now would change since closing ${before}`)
    await expectReadable(page)

    let goOn = () => {}
    const isHeld = new Promise<void>((resolve) => {
      goOn = resolve
    })
    await page.route('**/close', async (route) => {
      await isHeld
      await route.continue()
    })
    await page.getByLabel('Why is it closed').fill('The others are ill')
    await page.keyboard.press('Enter')
    await page.getByText(/^Closing .*: the lines of everyone’s approved hours are being kept\.$/).waitFor()
    await page.getByText(/^\d s$/).waitFor()
    goOn()
    await page.getByText(/ is closed\.$/).waitFor()
    await page.getByText('1:30 without a rate · €400.00').waitFor()
    await expectChanges(`What changed since closing ${before}`)
    await expectReadable(page)

    const { from, to } = daysOfMonth(month)
    await page.goto(`${bed.system.origin}/reports?from=${from}&to=${to}&by=project`)
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row('Kawa: robots').first().getByText('€400.00').waitFor()
    await row('Total').getByText('1:30 without a rate').waitFor()
    await expectReadable(page)
    expect(visit.problems).toEqual([])
  })
}
