import type { Command } from 'commander'
import { createProgram } from '../../src/program.ts'
import { fakeIo } from './fake-io.ts'

/** A command that does something, not one that only has others below it. */
export interface LeafCommand {
  /** As it is typed: `webhooks add`. */
  readonly name: string
  readonly command: Command
}

/** Every command of the program. */
export function leafCommands(): LeafCommand[] {
  const program = createProgram('0.0.0', { io: fakeIo() }, () => async () => {})
  return leavesOf(program, [])
}

function leavesOf(command: Command, path: readonly string[]): LeafCommand[] {
  if (command.commands.length === 0) return [{ name: path.join(' '), command }]
  return command.commands.flatMap((child) => leavesOf(child, [...path, child.name()]))
}
