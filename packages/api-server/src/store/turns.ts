/** The choice of the next group among jobs that wait. */
export interface TurnOptions<Job extends object> {
  readonly weightOf: (job: Job) => number
  readonly maximumWeight: number
  readonly callerOf: (job: Job) => string
}

/**
 * The jobs of the next group, at least one. If not all fit, callers take turns with one job each, small jobs
 * first, so that the many or large jobs of one caller do not keep the others waiting. The oldest job always
 * comes first, so that none waits forever. The jobs of one caller stay in order.
 * @param jobs in the order of their arrival; returned itself if all fit
 */
export function nextGroup<Job extends object>(
  jobs: readonly Job[],
  options: TurnOptions<Job>,
): readonly Job[] {
  const { weightOf, maximumWeight, callerOf } = options
  const total = jobs.reduce((sum, job) => sum + weightOf(job), 0)
  const [oldest, ...others] = jobs
  if (total <= maximumWeight || oldest === undefined) return jobs
  const chosen = new Set([oldest])
  let weight = weightOf(oldest)
  let turn = [...Map.groupBy(others, callerOf).values()].map((own) => own.values())
  while (turn.length > 0) {
    const heads = turn.flatMap((rest) => {
      const { value: job, done } = rest.next()
      return done ? [] : [{ job, rest }]
    })
    heads.sort((one, other) => weightOf(one.job) - weightOf(other.job))
    for (const { job } of heads) {
      weight += weightOf(job)
      if (weight > maximumWeight) return jobs.filter((candidate) => chosen.has(candidate))
      chosen.add(job)
    }
    turn = heads.map(({ rest }) => rest)
  }
  return jobs
}
