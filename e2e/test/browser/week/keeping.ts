import { addDays } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { signIn, WeekPageObject } from '../../../support/week-page.ts'
import { day, today, type WeekTestBed, week, wide } from './bed.ts'

/** Nothing typed is lost: conflicts, no network, two tabs. */
export function itKeepsWhatIsTyped(bed: WeekTestBed): void {
  const { somebody, clientOf, openWeek } = bed

  it('shows both values of a conflict, and stores the one that is chosen', async () => {
    const login = somebody()
    const client = await clientOf(login)
    const entry = await client.entries.create({ date: today, project: 'ACME', hours: 2 })
    const other = await client.entries.create({ date: today, project: 'BETA', hours: 2 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await grid.row('ACME').waitFor()
    await opened.visit.context.setOffline(true)
    await grid.type('ACME', day, '3')
    await grid.type('BETA', day, '4')
    await client.entries.update(entry.id, { hours: 5 })
    await client.entries.update(other.id, { hours: 5 })
    await opened.visit.context.setOffline(false)
    await grid.problems.getByText('Yours: 3:00').waitFor()
    await grid.problems.getByText('Yours: 4:00').waitFor()
    expect(await grid.problems.textContent()).toMatch(/Stored: 5:00, at \d\d:\d\d, made by cli/)
    await page.getByRole('button', { name: 'Keep mine' }).first().click()
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await grid.allSaved()
    expect(await grid.cell('BETA', day).locator('.cell-text').textContent()).toBe('5:00')
    expect((await client.entries.get(entry.id)).hours).toBe(3)
    expect((await client.entries.get(other.id)).hours).toBe(5)
  })

  it('keeps what is typed offline, over a reload too, and saves it when the network is back', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 2 })
    await using opened = await openWeek(login)
    const { page, grid, visit } = opened
    await grid.row('ACME').waitFor()
    await visit.context.setOffline(true)
    await grid.type('ACME', day, '3')
    await grid.type('ACME', day, '4')
    await grid.status.getByText('Offline: 1 change waits').waitFor()
    expect(await grid.cell('ACME', day).locator('.cell-text').textContent()).toBe('4:00')
    page.on('dialog', (dialog) => void dialog.accept())
    await visit.context.setOffline(false)
    await page.reload()
    await grid.row('ACME').waitFor()
    await grid.allSaved()
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map(({ hours }) => hours)).toEqual([4])
  })

  it('says that the API does not respond while it tries again to save, before it gives up', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 2 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await grid.row('ACME').waitFor()
    const cors = { 'access-control-allow-origin': '*' }
    await page.route(`${bed.system.api.url}/timesheets/**`, (route) =>
      route.request().method() === 'OPTIONS'
        ? route.continue()
        : route.fulfill({ status: 503, headers: cors }),
    )
    await grid.type('ACME', day, '3')
    await grid.status.getByText('Timesheets does not respond: trying again to save 1 change').waitFor()
    await page.unrouteAll()
    await grid.allSaved()
    expect((await client.entries.page()).data.map(({ hours }) => hours)).toEqual([3])
  })

  it('keeps the page where a part of it cannot be loaded, and loads that at the next try', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 2 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    const code = /DetailsDialog-.*\.js$/
    await page.route(code, (route) => route.abort())
    await grid.cell('ACME', day).click()
    await page.keyboard.press('Shift+F2')
    const notice = page.getByRole('alert').filter({ hasText: 'part of the page could not be loaded' })
    await notice.waitFor()
    await notice.getByRole('button', { name: 'Cancel' }).click()
    await grid.type('ACME', day, '3')
    await grid.allSaved()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+F2')
    await notice.waitFor()
    await page.unroute(code)
    await notice.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Hours' }).waitFor()
    expect(await notice.count()).toBe(0)
  })

  it('has the dialogs of the week when the network goes away before the first is opened', async () => {
    await using visit = await bed.browser.openNew(wide)
    const { page, context } = visit
    const grid = new WeekPageObject(page)
    await page.clock.install()
    await signIn(page, bed.system.origin, somebody())
    await page.getByText('Nothing is logged').waitFor()
    const isLoaded = page.waitForResponse(/ProjectPicker-.*\.js$/)
    await page.clock.fastForward(6_000)
    await (await isLoaded).finished()
    await context.setOffline(true)
    await grid.addProject('ACME')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+F2')
    await page.getByRole('dialog').waitFor()
  })

  it('keeps two tabs right, and makes one entry of a cell that both fill', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: addDays(today, day === 0 ? 1 : -1), project: 'ACME', hours: 1 })
    await using opened = await openWeek(login)
    const second = await opened.visit.context.newPage()
    await second.goto(`${bed.system.origin}/week/${week}`)
    const grid2 = new WeekPageObject(second)
    await grid2.row('ACME').waitFor()
    await opened.grid.row('ACME').waitFor()
    await opened.grid.addProject('BETA')
    await grid2.addProject('GAMMA')
    await grid2.row('BETA').waitFor()
    await opened.grid.row('GAMMA').waitFor()
    await opened.grid.type('ACME', day, '3')
    await opened.grid.allSaved()
    await grid2.cell('ACME', day).getByText('3:00').waitFor()
    await grid2.type('ACME', day, '4')
    await grid2.allSaved()
    await opened.grid.cell('ACME', day).getByText('4:00').waitFor()
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map(({ hours }) => hours)).toEqual([4])
  })
}
