import { demoPassword } from 'dev-issuer'
import { addDays } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { CountedKeys, documentedKeys } from '../../../support/counted-keys.ts'
import { renderedBy, watchRenders } from '../../../support/renders.ts'
import { signIn, WeekPageObject } from '../../../support/week-page.ts'
import { dates, day, today, type WeekTestBed, week, wide } from './bed.ts'

/** Hours get into the week: by keys, from a spreadsheet, from last week, in several entries of a cell. */
export function itIsFilled(bed: WeekTestBed): void {
  const { somebody, clientOf, openWeek } = bed

  it('is filled by keyboard alone, from sign-in to the last day', async () => {
    const login = somebody()
    await using visit = await bed.browser.open(wide)
    const { page } = visit
    const { keyboard } = page
    const grid = new WeekPageObject(page)
    await page.goto(bed.system.origin)
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    // The field has the focus a moment after it is drawn.
    await page.getByLabel('Email').and(page.locator(':focus')).waitFor()
    await keyboard.type(login)
    await keyboard.press('Tab')
    await keyboard.type(demoPassword)
    await keyboard.press('Enter')
    await page.getByText('Nothing is logged').waitFor()
    await keyboard.press('n')
    await page.getByRole('searchbox', { name: 'Project' }).waitFor()
    await keyboard.type('ACME-42')
    await keyboard.press('Enter')
    await grid.row('ACME-42').waitFor()
    await keyboard.press('Home')
    await keyboard.press('ArrowRight')
    for (const text of ['8', '7.5', '7:30', '7h30', '90m']) {
      await keyboard.type(text)
      await keyboard.press('Tab')
    }
    await keyboard.type('7,5')
    await keyboard.press('Enter')
    await grid.allSaved()

    const entries = await (await clientOf(login)).entries.page({ from: dates[0], to: dates[6] })
    expect(entries.data.map(({ date, hours }) => [dates.indexOf(date), hours])).toEqual([
      [0, 8],
      [1, 7.5],
      [2, 7.5],
      [3, 7.5],
      [4, 1.5],
      [5, 7.5],
    ])
    expect(await page.locator('.summary-total').textContent()).toBe('39:30')
    expect(visit.problems).toEqual([])
  })

  it('takes five equal days on one project in at most 12 keys from the open page, and one click to submit', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: addDays(dates[0] ?? today, -7), project: 'ACME-42', hours: 1 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await page.getByRole('button', { name: 'Add ACME-42' }).waitFor()
    const keys = new CountedKeys(page)
    await keys.press('n')
    await page.getByRole('option', { name: 'ACME-42' }).waitFor()
    await keys.press('ArrowDown', 'Enter')
    await grid.row('ACME-42').waitFor()
    await keys.press('Home', 'ArrowRight', '8', 'Enter', 'Control+r')
    await grid.status.getByText('Filled 4 cells.').waitFor()
    await grid.allSaved()
    const { data } = await client.entries.page({ from: dates[0], to: dates[6] })
    expect(data.map(({ date, hours }) => [date, hours])).toEqual(dates.slice(0, 5).map((date) => [date, 8]))
    expect(keys.count).toBeLessThanOrEqual(12)
    expect(keys.count).toBe(await documentedKeys('Employee: five equal days on one project'))

    // As in a spreadsheet, the corner of a cell is drawn; and a favourite comes first from now on.
    await grid.cell('ACME-42', 4).click()
    await grid.row('ACME-42').locator('.fill-handle').dragTo(grid.cell('ACME-42', 6))
    await grid.status.getByText('Filled 2 cells.').waitFor()
    await page.keyboard.press('Control+z')
    await grid.addProject('NEWER')
    await page.keyboard.press('Home')
    await page.keyboard.press('f')
    await page.getByRole('button', { name: 'Favourite: NEWER', pressed: true }).waitFor()
    await page.keyboard.press('[')
    await grid.cell('ACME-42', 0).getByText('1:00').waitFor()
    await page.keyboard.press('n')
    await page.getByRole('listbox').getByRole('option').first().getByText('NEWER').waitFor()
    await page.keyboard.press('Escape')
    const submitting = new CountedKeys(page)
    await submitting.click(page.getByRole('button', { name: grid.texts.life.submit }))
    await grid.weekStatus.getByText('Submitted').waitFor()
    expect(submitting.count).toBe(await documentedKeys('Employee: submit the week'))
    expect(opened.visit.problems).toEqual([])
  })

  it('renders only the rows and cells that change, however many there are', async () => {
    const login = somebody()
    const client = await clientOf(login)
    const projects = Array.from({ length: 12 }, (_, index) => `P-${index + 10}`)
    for (const project of projects)
      await client.entries.create({ date: dates[0] ?? today, project, hours: 1 })
    await using visit = await bed.browser.open(wide)
    const { page } = visit
    const grid = new WeekPageObject(page)
    await watchRenders(page)
    await signIn(page, bed.system.origin, login, `/week/${week}`)
    await grid.cell('P-12', 1).click()

    const moving = await renderedBy(page, () => page.keyboard.press('ArrowDown'))
    expect([moving['tr.'], moving['td.cell']]).toEqual([2, 2])
    const typing = await renderedBy(page, () => page.keyboard.type('2'))
    expect([typing['tr.'], typing['td.cell']]).toEqual([1, 1])
    const saving = await renderedBy(page, async () => {
      const read = page.waitForResponse((response) => response.url().includes(`/weeks/me/${week}`))
      await page.keyboard.press('Enter')
      await grid.allSaved()
      await read
    })
    // The edited row at each step of its saving, and the next one, which gets the focus. Not the other ten.
    expect(saving['tr.']).toBeLessThan(8)
    expect(saving['td.cell']).toBeLessThan(8)
  })

  it('pastes a block from a spreadsheet, tells what does not fit, and takes it back in one go', async () => {
    await using opened = await openWeek(somebody())
    const { page, grid } = opened
    await page.getByText('Nothing is logged').waitFor()
    await grid.addProject('A')
    await grid.addProject('B')
    await grid.cell('A', 0).click()
    const paste = (text: string) =>
      page.evaluate((content) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', content)
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
        document.activeElement?.dispatchEvent(event)
      }, text)
    await paste('7.5\t7:30\n1\t0:10\n2\t2\n')
    await grid.status.getByText(/Pasted into 3 cells. 2 values did not fit.*1 cell was refused/).waitFor()
    await grid.problems.getByText(/not a multiple of 15/).waitFor()
    expect(await grid.cell('A', 1).locator('.cell-text').textContent()).toBe('7:30')
    await page.keyboard.press('Control+z')
    await grid.allSaved()
    expect(await grid.cell('A', 1).locator('.cell-text').textContent()).toBe('')
    expect(await grid.problems.count()).toBe(0)
    // Each deletion is sent once: a second DELETE would be a 404 in the console.
    expect(opened.visit.problems).toEqual([])
  })

  it('copies rows and hours of last week, never over what is there, in one step of undo', async () => {
    const login = somebody()
    const client = await clientOf(login)
    const last = addDays(dates[0] ?? today, -7)
    await client.entries.create({ date: last, project: 'ACME', hours: 8 })
    await client.entries.create({ date: addDays(last, 1), project: 'ACME', hours: 6 })
    await client.entries.create({ date: dates[0] ?? today, project: 'ACME', hours: 3 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await grid.row('ACME').waitFor()
    const keys = new CountedKeys(page)
    await keys.click(page.getByRole('button', { name: 'Copy last week' }))
    await keys.click(page.getByRole('button', { name: 'Copy rows and hours' }))
    expect(keys.count).toBe(await documentedKeys('Employee: last week’s rows with their hours'))
    await grid.status.getByText(/6:00 in 1 cell from last week. 1 cell already had hours/).waitFor()
    expect(await grid.cell('ACME', 0).locator('.cell-text').textContent()).toBe('3:00')
    expect(await grid.cell('ACME', 1).locator('.cell-text').textContent()).toBe('6:00')
    await grid.allSaved()
    // Undo is still there after a look at another week.
    await page.keyboard.press('[')
    await grid.cell('ACME', 1).getByText('6:00').waitFor()
    await page.keyboard.press(']')
    await grid.cell('ACME', 0).getByText('3:00').waitFor()
    await page.keyboard.press('Control+z')
    await grid.allSaved()
    expect(await grid.cell('ACME', 1).locator('.cell-text').textContent()).toBe('')
    await grid.cell('ACME', 0).dragTo(grid.cell('ACME', 2))
    await page.keyboard.press('Control+c')
    await grid.status.getByText('Copied 3 cells.').waitFor()
    await grid.cell('ACME', 4).click({ modifiers: ['Shift'] })
    await page.keyboard.press('Control+c')
    await grid.status.getByText('Copied 5 cells.').waitFor()
  })

  it('shows a sum where a cell has several entries, and opens the list of them', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 1, note: 'first' })
    await client.entries.create({ date: today, project: 'ACME', hours: 2, note: 'second' })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    expect(await grid.cell('ACME', day).locator('.cell-text').textContent()).toBe('3:00')
    await grid.cell('ACME', day).click()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: /ACME/ })
    await dialog.getByRole('group', { name: 'Entry 2' }).getByLabel('Hours').fill('2:30')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await grid.allSaved()
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map(({ hours, note }) => [hours, note])).toEqual([
      [1, 'first'],
      [2.5, 'second'],
    ])
  })
}
