import { readFile } from 'node:fs/promises'

/** The most memory that a process may take in any experiment. */
const maximumMebibytes = 512

/** The most resident memory that a process has had so far, in MiB. Linux only. */
async function peakMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024)
}

/** The peak in words, and the fault if it is too high. */
export async function memoryOf(pid: number): Promise<{ note: string; faults: readonly string[] }> {
  const peak = await peakMebibytes(pid)
  const faults = peak < maximumMebibytes ? [] : [`memory of ${peak} MiB, more than ${maximumMebibytes}`]
  return { note: `peak ${peak} MiB`, faults }
}
