import { readdir, readFile } from 'node:fs/promises'

// The kernel's unit of processor time (USER_HZ): 100 on every Linux that Node runs on.
const ticksPerSecond = 100

/**
 * Processor time that a process and its children have used so far, in microseconds; `undefined` where the
 * system does not report it.
 */
export async function cpuMicrosecondsOf(pid: number): Promise<number | undefined> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number)
  const times = (await Promise.all(ids.map(timesOf))).filter((times) => times !== undefined)
  const own = times.filter((one) => one.pid === pid || one.parent === pid)
  if (!own.some((one) => one.pid === pid)) return undefined
  return own.reduce((sum, { ticks }) => sum + (ticks * 1_000_000) / ticksPerSecond, 0)
}

async function timesOf(pid: number) {
  const stat = await readProc(pid, 'stat')
  // The second field is the program's name in parentheses and may hold anything; after it come numbers.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [parent, user, system] = [1, 11, 12].map((place) => Number(fields?.[place])) as [
    number,
    number,
    number,
  ]
  return Number.isNaN(parent + user + system) ? undefined : { pid, parent, ticks: user + system }
}

/**
 * Resident memory of a process and its peak, in megabytes of 10^6 bytes; `undefined` once the process has
 * ended.
 */
export async function memoryOf(
  pid: number,
): Promise<{ readonly residentMB: number; readonly peakMB: number } | undefined> {
  const status = await readProc(pid, 'status')
  const kibibytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status ?? '')?.[1])
  const residentMB = (kibibytes('VmRSS') * 1_024) / 1_000_000
  const peakMB = (kibibytes('VmHWM') * 1_024) / 1_000_000
  return Number.isNaN(residentMB + peakMB) ? undefined : { residentMB, peakMB }
}

async function readProc(pid: number, file: string): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}
