import type { Command, Option } from 'commander'

/**
 * Rejects an option with one value that is given twice, and two options that contradict each other, such as
 * `--billable --no-billable`. Commander takes the last one, silently: half of what was meant.
 */
export function acceptOptionsOnce(command: Command): void {
  const given = new Map<string, Option>()
  for (const option of command.options.filter(({ variadic }) => !variadic)) {
    command.on(`option:${option.name()}`, () => {
      const earlier = given.get(option.attributeName())
      if (earlier && earlier !== option) {
        command.error(`error: ${earlier.long} and ${option.long} contradict each other: leave one out`)
      }
      if (earlier && !option.isBoolean() && !option.negate) {
        command.error(`error: ${option.long ?? option.short} is given twice: give it once`)
      }
      given.set(option.attributeName(), option)
    })
  }
}
