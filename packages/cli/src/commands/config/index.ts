import { Command } from 'commander'
import { settingDefinitions } from '../../settings/definitions.ts'
import type { Act, Run } from '../context.ts'
import { configGet, configGetCommand } from './get.ts'
import { configList, configListCommand } from './list.ts'
import { configPathCommand, configPathOf } from './path.ts'
import { configSet, configSetCommand } from './set.ts'
import { configUnset, configUnsetCommand } from './unset.ts'

const help = `
Settings, and the variables of the environment that come before them:
${Object.values(settingDefinitions)
  .map(({ key, variable, about }) => `  ${key.padEnd(14)} ${variable.padEnd(25)} ${about}`)
  .join('\n')}

The file of settings is in the place that XDG has for such files, or where TIMESHEETS_CONFIG says; its owner alone can
read it.`

/** `timesheets config`, with its commands. */
export function configCommands(runner: <Options>(act: Act<Options>) => Run<Options>): Command {
  return new Command('config')
    .description('show and keep settings')
    .addCommand(configListCommand(runner(configList)))
    .addCommand(configGetCommand(runner(configGet)))
    .addCommand(configSetCommand(runner(configSet)))
    .addCommand(configUnsetCommand(runner(configUnset)))
    .addCommand(configPathCommand(runner(configPathOf)))
    .addHelpText('after', help)
}
