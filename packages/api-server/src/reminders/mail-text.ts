import { clockText, datesOfWeek } from 'timesheets-sdk/model'
import type { Reminder } from './channel.ts'

export interface MailText {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The text of a reminder: the week, what is missing, and a link. */
export function mailText(reminder: Reminder, link: string): MailText {
  const period = `${periodOf(reminder.week)} (${reminder.week})`
  const greeting = `Hello ${reminder.name},`
  const lines = [`Your timesheet for ${period} has not been submitted yet.`, missingText(reminder)]
  const footer = 'You received this message because somebody who manages timesheets requested a reminder.'
  return {
    subject: `Your timesheet for ${period} is missing`,
    text: [greeting, ...lines, `Open the week: ${link}`, footer].join('\n\n'),
    html: [
      `<p>${escaped(greeting)}</p>`,
      ...lines.map((line) => `<p>${escaped(line)}</p>`),
      `<p><a href="${escaped(link)}">Open the week</a></p>`,
      `<p><small>${escaped(footer)}</small></p>`,
    ].join('\n'),
  }
}

function missingText({ reason, expectedMinutes, totalMinutes }: Reminder): string {
  const [total, expected] = [clockText(totalMinutes), clockText(expectedMinutes)]
  switch (reason) {
    case 'not_started':
      return `No hours are logged, and ${expected} hours are expected.`
    case 'below_expected':
      return `${total} of the expected ${expected} hours are logged. Log the rest, then submit the week.`
    case 'not_submitted':
      return `${total} hours are logged. You only need to submit the week.`
    case 'rejected':
      return 'It was rejected and has not been changed since. Correct it, then submit it again.'
  }
}

const dayMonthYear = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** `16 – 22 November 2026`. */
function periodOf(week: string): string {
  const dates = datesOfWeek(week)
  const [monday, sunday] = [dates[0], dates[6]].map((date) => new Date(`${date}T00:00:00Z`)) as [Date, Date]
  // The formatter puts special spaces around the dash: replace them with plain ones.
  return dayMonthYear.formatRange(monday, sunday).replace(/[\u2009\u202f\u00a0]/g, ' ')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
