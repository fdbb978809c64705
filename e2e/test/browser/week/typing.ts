import type { CDPSession } from 'playwright-core'
import { expect, it } from 'vitest'
import type { WeekPageObject } from '../../../support/week-page.ts'
import { dates, type WeekTestBed } from './bed.ts'

/** Typed, pressed and pasted text arrives unchanged: with real keys, a real clipboard and an input method. */
export function itTakesWhatIsTyped({ somebody, clientOf, openWeek }: WeekTestBed): void {
  const [monday = '', tuesday = ''] = dates
  const shown = (grid: WeekPageObject, project: string, day: number) =>
    grid.cell(project, day).locator('.cell-text').textContent()

  it('starts a cell with the pressed key, and refuses a text that is not a time', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: monday, project: 'ACME', hours: 1 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await grid.cell('ACME', 0).click()
    for (const text of [':15', '.5', ',25']) {
      await page.keyboard.type(text)
      await page.keyboard.press('Tab')
    }
    // The keys of the page keep their meaning on a cell, and no time begins with one of them.
    for (const text of ['-2', 'abc', '(8)']) {
      await page.keyboard.type(text)
      await page.keyboard.press('Tab')
    }
    const keys = await page.context().newCDPSession(page)
    await pressCharacter(keys, '８')
    await page.keyboard.press('Enter')
    await grid.status.getByText('3 cells need you').waitFor()
    const texts = await grid.row('ACME').locator('.cell-text').allTextContents()
    expect(texts).toEqual(['0:15', '0:30', '0:15', '-2', 'abc', '(8)', '8:00'])
    const { data } = await client.entries.page({ from: monday, to: dates[6] })
    expect(data.map(({ hours }) => hours)).toEqual([0.25, 0.5, 0.25, 8])
  })

  it('commits nothing by the Enter that confirms a composition', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: monday, project: 'ACME-7', hours: 1 })
    await client.entries.create({ date: tuesday, project: 'OTHER', hours: 1 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    const keys = await page.context().newCDPSession(page)
    await grid.cell('ACME-7', 0).click()
    await compose(keys, '７：３０')
    const input = page.getByLabel(/ACME-7, .*, hours/)
    expect(await input.inputValue()).toBe('７：３０')
    await page.keyboard.press('Enter')
    await grid.cell('ACME-7', 0).getByText('7:30').waitFor()

    await page.keyboard.press('n')
    const search = page.getByRole('searchbox', { name: 'Project' })
    await search.waitFor()
    await compose(keys, '７')
    expect(await search.inputValue()).toBe('７')
    await page.keyboard.press('Enter')
    await grid.status.getByText('ACME-7 is already here').waitFor()
    await grid.allSaved()
    expect((await client.entries.page({ from: monday, to: tuesday })).data.map(({ hours }) => hours)).toEqual(
      [7.5, 1],
    )
  })

  it('writes every key into the search for a project, and takes the match that is highlighted', async () => {
    const login = somebody()
    const client = await clientOf(login)
    for (const project of ['fjordbank-21', 'abc-t', 'KAWASAKI-1', 'KAWASAKI-2', 'ACME', 'ACME-2']) {
      await client.entries.create({ date: dateBefore(monday), project, hours: 1 })
    }
    await using opened = await openWeek(login)
    const { page } = opened
    const { keyboard } = page
    const address = page.url()
    await page.getByText('Nothing is logged').waitFor()
    const search = page.getByRole('searchbox', { name: 'Project' })
    const add = page.getByRole('button', { name: 'Add a project' })
    await add.first().click()
    await search.press('Escape')
    await expect.poll(() => add.last().evaluate((button) => button === document.activeElement)).toBe(true)
    for (const [typed, taken] of [
      ['fjordbank-21', 'fjordbank-21'],
      ['abc-t', 'abc-t'],
      ['kawasaki-1', 'KAWASAKI-1'],
      ['kawa', 'KAWASAKI-2'],
      ['ACME', 'ACME'],
    ] as const) {
      await keyboard.press('n')
      await search.waitFor()
      await keyboard.type(typed)
      expect(await search.inputValue()).toBe(typed)
      await keyboard.press('Enter')
      await search.waitFor({ state: 'detached' })
      await page.getByRole('rowheader', { name: taken }).first().waitFor()
    }
    await keyboard.press('n')
    await search.waitFor()
    await keyboard.type('[]?tn')
    expect(await search.inputValue()).toBe('[]?tn')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await keyboard.press('Escape')
    await search.waitFor({ state: 'detached' })
    const rows = await page.getByRole('rowheader').allTextContents()
    expect(rows.map((row) => row.trim()).sort()).toEqual(
      ['ACME', 'KAWASAKI-1', 'KAWASAKI-2', 'Total', 'abc-t', 'fjordbank-21'].sort(),
    )
    expect(page.url()).toBe(address)
  })

  it('takes a code that the catalogue does not have by an explicit choice alone', async () => {
    await using opened = await openWeek(somebody())
    const { page, grid } = opened
    const project = { name: 'Kawasaki', billable: true, updatedAt: '2026-01-01T00:00:00.000Z' }
    // Of this page alone: the tests beside it know no catalogue.
    await page.route('**/projects?*', (route) =>
      route.fulfill({
        headers: { 'access-control-allow-origin': '*' },
        json: { data: [{ ...project, code: 'KAWASAKI-1' }], nextCursor: null },
      }),
    )
    await page.reload()
    await page.getByText('Nothing is logged').waitFor()
    await page.keyboard.press('n')
    await page.getByRole('searchbox', { name: 'Project' }).waitFor()
    await page.keyboard.type('kiwi')
    await page.keyboard.press('Enter')
    await page.getByText('No project matches “kiwi”.').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await grid.row('kiwi').waitFor()
  })

  it('pastes what the clipboard holds, deletes nothing for what it does not hold, and counts truthfully', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: monday, project: 'ACME', hours: 3 })
    await client.entries.create({ date: monday, project: 'BETA', hours: 2 })
    await using opened = await openWeek(login)
    const { page, grid, visit } = opened
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await grid.cell('ACME', 0).click()
    const paste = async (content: Readonly<Record<string, string>>, notice: string | RegExp) => {
      await page.evaluate(async (texts) => {
        const items = Object.entries(texts).map(([type, text]) => [type, new Blob([text], { type })] as const)
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))])
      }, content)
      await page.keyboard.press('Control+v')
      await grid.status.getByText(notice).waitFor()
    }
    await paste({ 'text/html': '<table><tr><td>7:30</td></tr></table>' }, /holds no text: nothing was pasted/)
    await paste({ 'text/plain': ' ' }, /holds no text: nothing was pasted/)
    await page.keyboard.press('ArrowLeft')
    await paste({ 'text/plain': '8' }, /hours of a day first: nothing was pasted/)
    await page.keyboard.press('ArrowRight')
    expect([await shown(grid, 'ACME', 0), await shown(grid, 'BETA', 0)]).toEqual(['3:00', '2:00'])

    await paste({ 'text/plain': '06:00:00\t -   \t\u00a07.50\u00a0\r\n\r\n' }, 'Pasted into 2 cells.')
    expect([
      await shown(grid, 'ACME', 0),
      await shown(grid, 'ACME', 1),
      await shown(grid, 'ACME', 2),
    ]).toEqual(['6:00', '', '7:30'])
    expect(await shown(grid, 'BETA', 0)).toBe('2:00')
    await page.keyboard.press('Control+z')
    await grid.allSaved()
    expect([await shown(grid, 'ACME', 0), await shown(grid, 'ACME', 2)]).toEqual(['3:00', ''])

    await paste({ 'text/plain': 'soon\t0:10\t25\n' }, /Nothing was pasted. 3 cells were refused/)
    await page.keyboard.press('Control+z')
    await grid.allSaved()
    const { data } = await client.entries.page({ from: monday, to: dates[6] })
    expect(data.map(({ project, hours }) => [project, hours])).toEqual([
      ['ACME', 3],
      ['BETA', 2],
    ])
  })

  it('asks before Delete on a name removes a row with its hours, and says what Delete leaves alone', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: monday, project: 'ACME', hours: 3 })
    await client.entries.create({ date: monday, project: 'BETA', hours: 1 })
    await client.entries.create({ date: monday, project: 'BETA', hours: 2 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await grid.cell('BETA', 0).click()
    await page.keyboard.press('Delete')
    await grid.status.getByText('There are several entries here').waitFor()
    await grid.cell('ACME', 0).click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Delete')
    await page
      .getByRole('dialog', { name: 'Remove ACME?' })
      .getByText('also deletes its 3:00 in this week')
      .waitFor()
    await page.keyboard.press('Escape')
    expect(await shown(grid, 'ACME', 0)).toBe('3:00')
    await page.keyboard.press('Delete')
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await grid.row('ACME').waitFor({ state: 'detached' })
    await grid.allSaved()
    expect((await client.entries.page({ from: monday, to: monday })).data).toHaveLength(2)
    await page.keyboard.press('Control+z')
    await grid.row('ACME').waitFor()
  })

  it('shows a conflict where the week was read again between the first key and Enter', async () => {
    const login = somebody()
    const client = await clientOf(login)
    const entry = await client.entries.create({ date: monday, project: 'ACME', hours: 2 })
    await using opened = await openWeek(login)
    const { page, grid } = opened
    await grid.cell('ACME', 0).click()
    await page.keyboard.type('3')
    await client.entries.update(entry.id, { hours: 5 })
    // As another tab tells of what it has stored: the week is read again.
    await page.evaluate(() => new BroadcastChannel('timesheets-entries').postMessage('stored'))
    await page.locator('tfoot .total').first().getByText('5:00').waitFor()
    await page.keyboard.press('Enter')
    await grid.problems.getByText('Yours: 3:00').waitFor()
    expect(await grid.problems.textContent()).toMatch(/Stored: 5:00, at \d\d:\d\d, made by cli/)
    expect((await client.entries.get(entry.id)).hours).toBe(5)
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await grid.allSaved()
    expect((await client.entries.get(entry.id)).hours).toBe(3)
  })
}

/** Presses a key that no keyboard of Playwright has. */
async function pressCharacter(keys: CDPSession, character: string): Promise<void> {
  await keys.send('Input.dispatchKeyEvent', { type: 'keyDown', key: character, text: character })
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key: character })
}

/** Types by an input method, and confirms by Enter. */
export async function compose(keys: CDPSession, text: string): Promise<void> {
  const process = async (key: string) => {
    const event = { key, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event })
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  }
  await process('Process')
  await keys.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  })
  await process('Enter')
  await keys.send('Input.insertText', { text })
}

function dateBefore(date: string): string {
  return new Date(Date.parse(date) - 7 * 86_400_000).toISOString().slice(0, 10)
}
