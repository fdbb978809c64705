import type { Sample, Subject } from './finding.ts'

/** Something to measure, a round at a time. */
export interface Contender {
  readonly name: string
  /** @param round from 0; the warm-up is round -1, and before it -2, and so on */
  measure(round: number): Promise<Sample>
}

export interface Rounds {
  /** Rounds that are not counted: caches fill, and the engine compiles what is hot. */
  readonly warmUps: number
  readonly counted: number
}

/**
 * Measures contenders in turn, A B A B, so that whatever else the machine does meanwhile meets all of them: the
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
