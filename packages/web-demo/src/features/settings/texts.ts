import { lateTexts } from '../../texts/language.ts'
import { settingsDe } from './texts-de.ts'
import { type SettingsTexts, settingsEn } from './texts-en.ts'

/** The texts of the settings, in the language of this person. */
export const useSettingsTexts = lateTexts<SettingsTexts>({ en: settingsEn, de: settingsDe })
