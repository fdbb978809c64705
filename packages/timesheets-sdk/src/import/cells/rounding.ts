/** How a duration is fitted to the increment; half an increment goes up with `nearest`. */
export const roundings = ['nearest', 'up', 'down'] as const
export type Rounding = (typeof roundings)[number]

/** Seconds as minutes in whole increments, or `undefined` where they do not fit and nothing says how to round. */
export function fitMinutes(
  seconds: number,
  incrementMinutes: number,
  rounding: Rounding | undefined,
): number | undefined {
  const increments = seconds / (incrementMinutes * 60)
  if (Number.isInteger(increments)) return increments * incrementMinutes
  return rounding === undefined ? undefined : round[rounding](increments) * incrementMinutes
}

const round: Readonly<Record<Rounding, (increments: number) => number>> = {
  nearest: (increments) => Math.floor(increments + 0.5),
  up: Math.ceil,
  down: Math.floor,
}
