/** Every text of the profile page, in English: the shape that every other language fills. */
export const profileEn = {
  title: 'Profile',
  documentTitle: 'Profile · Timesheets',
  display: 'Display',
  onThisDevice: 'These settings are stored on this device.',
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'Like the device', light: 'Light', dark: 'Dark' },
  hours: 'Hours',
  hourStyles: { clock: '7:30 (hours and minutes)', decimal: (example: string) => `${example} (decimal)` },
  hoursHelp:
    'You can type hours either way. Times without an exact decimal, such as 7:20, stay in hours and minutes.',
  timeZone: 'Time zone',
  deviceZone: (zone: string) => `Like the device (${zone})`,
  timeZoneHelp: 'Decides which day is today.',
  weekStart: 'Weeks start on Monday for everyone, because a week is submitted and approved as a whole.',
  calendar: 'Calendar',
  calendarHelp:
    'Your entries and absences in a calendar program, at a secret address. Anyone who has the address can read them until you withdraw it.',
  newAddress: 'New address',
  newAddressHelp: 'A new address ends the one before.',
  address: 'Address, shown only now',
  withdraw: 'Withdraw the address',
  withdrawn: 'The address stopped working.',
  noAddress: 'There is no address.',
  keyboard: 'Keyboard',
  showKeys: 'Show all keys',
  you: 'You',
  name: 'Name',
  email: 'E-mail',
  expected: 'Hours a week',
  manager: 'Approved by',
  notInRoster: 'An administrator has not added you to the roster yet. You can log hours meanwhile.',
}

export type ProfileTexts = typeof profileEn
