/** A calendar file with these events, each as its lines. */
export const calendarFile = (...events: string[][]) => {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT'])
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//x//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

/** Holidays over two years: yearly, of two days, cancelled, and with a time of day. */
export const berlin = calendarFile(
  ['UID:1', 'DTSTART;VALUE=DATE:20200101', 'SUMMARY:Neujahr', 'RRULE:FREQ=YEARLY'],
  [
    'UID:2',
    'DTSTART;VALUE=DATE:20261225',
    'DTEND;VALUE=DATE:20261227',
    'SUMMARY:Weihnachten\\, beide',
    '  Tage',
  ],
  ['UID:3', 'DTSTART;VALUE=DATE:20261101', 'STATUS:CANCELLED', 'SUMMARY:Abgesagt'],
  ['UID:4', 'DTSTART:20261231T180000Z', 'DTEND:20261231T230000Z', 'SUMMARY:Feier'],
)

export const period = { from: '2026-01-01', to: '2027-12-31' }

/** The days of {@link berlin} in {@link period}. */
export const days = [
  { date: '2026-01-01', name: 'Neujahr' },
  { date: '2026-12-25', name: 'Weihnachten, beide Tage' },
  { date: '2026-12-26', name: 'Weihnachten, beide Tage' },
  { date: '2027-01-01', name: 'Neujahr' },
]
