/** How to round a duration to the increment; `nearest` rounds half an increment up. */
export const roundings = ['nearest', 'up', 'down'] as const
export type Rounding = (typeof roundings)[number]

/** Seconds as minutes in whole increments; `undefined` if they do not fit and no rounding is given. */
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
