import { UsageError } from '../../io/errors.ts'
import { excerpt } from '../../io/plain-text.ts'
import {
  type SettingName,
  settingDefinitions,
  settingNamed,
  settingNames,
} from '../../settings/definitions.ts'

/** @throws {UsageError} when there is no such setting */
export function readSettingName(text: string): SettingName {
  const name = settingNamed(text)
  if (name !== undefined) return name
  const keys = settingNames.map((known) => settingDefinitions[known].key).join(', ')
  throw new UsageError(`${excerpt(text, 30)} is not a setting. Settings: ${keys}`)
}
