import type { Sample, Subject } from './finding.ts'

/** A subject to measure, one round at a time. */
export interface Contender {
  readonly name: string
  /** @param round counts from 0; warm-up rounds are -1, before it -2, and so on */
  measure(round: number): Promise<Sample>
}

export interface Rounds {
  /** Rounds that are not counted, in which caches fill and the engine compiles hot code. */
  readonly warmUps: number
  readonly counted: number
}

/**
 * Measures contenders in turn, A B A B, so that other load on the machine affects all of them alike: the
 * samples of one round are a pair.
 */
export async function interleave(
  contenders: readonly Contender[],
  { warmUps, counted }: Rounds,
  say: (line: string) => void,
): Promise<Subject[]> {
  const samples = contenders.map((): Sample[] => [])
  for (let round = -warmUps; round < counted; round++) {
    say(round < 0 ? 'warming up' : `round ${round + 1} of ${counted}`)
    for (const [place, contender] of contenders.entries()) {
      const sample = await contender.measure(round)
      if (round >= 0) samples[place]?.push(sample)
    }
  }
  return contenders.map(({ name }, place) => ({ name, samples: samples[place] ?? [] }))
}
