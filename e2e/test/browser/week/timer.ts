import { addDays, weekOf } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { CountedKeys, documentedKeys } from '../../../support/counted-keys.ts'
import { signIn, WeekPageObject } from '../../../support/week-page.ts'
import { today, type WeekTestBed, wide } from './bed.ts'

/** The timer of a person in this browser. */
export function itTimesWork(bed: WeekTestBed): void {
  const { somebody, clientOf } = bed

  it('times work by key from any page, over a reload, and proposes the rounded entry', async () => {
    const login = somebody()
    const client = await clientOf(login)
    await client.entries.create({ date: today, project: 'ACME', hours: 1 })
    // Where it is noon: the hours before are of today as well.
    const hour = new Date().getUTCHours()
    await using visit = await bed.browser.open({
      ...wide,
      timezoneId: `Etc/GMT${hour < 12 ? '-' : '+'}${Math.abs(12 - hour)}`,
    })
    const { page } = visit
    const grid = new WeekPageObject(page)
    const keys = new CountedKeys(page)
    const startedBefore = async (minutes: number) => {
      await keys.press('p')
      await page.getByRole('option', { name: 'ACME' }).waitFor()
      await keys.press('ArrowDown', 'Enter')
      await page.getByRole('button', { name: 'Stop the timer: ACME, 0:00' }).waitFor()
      await page.evaluate((ms) => {
        const name = Object.keys(localStorage).find((key) => key.startsWith('timesheets:timer:')) ?? ''
        const timer = JSON.parse(localStorage.getItem(name) ?? '{}')
        const startedAt = new Date(Date.parse(timer.startedAt) - ms).toISOString()
        localStorage.setItem(name, JSON.stringify({ ...timer, startedAt }))
      }, minutes * 60_000)
      await page.reload()
    }
    await signIn(page, bed.system.origin, login, '/month')
    await page.getByText('By project').waitFor()
    await startedBefore(100)
    await page.getByRole('button', { name: 'Stop the timer: ACME, 1:40' }).waitFor()
    await keys.press('p')
    const dialog = page.getByRole('dialog')
    const second = dialog.getByRole('group', { name: 'Entry 2' })
    expect(await second.getByLabel('Hours').inputValue()).toBe('1:45')
    await second.getByLabel('Note').fill('timed')
    await keys.click(dialog.getByRole('button', { name: 'Save' }))
    await grid.allSaved()
    expect(keys.count).toBe(await documentedKeys('Employee: time some work, start and stop'))
    const { data } = await client.entries.page({ from: today, to: today })
    expect(data.map(({ hours, note }) => [hours, note])).toEqual([
      [1, undefined],
      [1.75, 'timed'],
    ])

    await page.getByRole('button', { name: 'Start timer' }).waitFor()
    await startedBefore(3 * 24 * 60)
    await page.getByText(/The timer for ACME has been running since/).waitFor()
    await page.getByRole('button', { name: 'Enter the hours' }).click()
    await page.waitForURL(`**/week/${weekOf(addDays(today, -3))}`)
    expect(await dialog.getByLabel('Hours').inputValue()).toBe('8:00')
    await dialog.getByRole('button', { name: 'Discard the timer' }).click()
    await page.getByRole('button', { name: 'Start timer' }).waitFor()
    expect(await page.getByText('Did you forget').count()).toBe(0)
    expect(visit.problems).toEqual([])
  })
}
