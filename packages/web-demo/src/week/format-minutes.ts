/** Minutes as `7:30`, the way cells echo them. */
export function formatMinutes(minutes: number): string {
  const whole = Math.abs(Math.round(minutes))
  const sign = minutes < 0 ? '-' : ''
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
