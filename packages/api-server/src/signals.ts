import { constants } from 'node:os'
import process from 'node:process'

const signals = ['SIGTERM', 'SIGINT'] as const

/**
 * Ends the process at once at a signal, as the system does by default. The system does not do that for the
 * first process of a container: it would start on after `docker stop`.
 */
export function endOnSignals(): void {
  handleSignals((signal) => process.exit(128 + constants.signals[signal]))
}

/** Handles signals from now on, in place of what handled them before. */
export function handleSignals(handler: (signal: NodeJS.Signals) => void): void {
  for (const signal of signals) {
    process.removeAllListeners(signal)
    process.on(signal, handler)
  }
}
