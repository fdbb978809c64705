/** The parts of the settings, as they stand in the address. */
export const settingsSections = ['policy', 'webhooks', 'log'] as const

export type SettingsSection = (typeof settingsSections)[number]

export function isSettingsSection(text: string): text is SettingsSection {
  return settingsSections.some((section) => section === text)
}
