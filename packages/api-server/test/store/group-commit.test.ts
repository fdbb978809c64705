import { describe, expect, test } from 'vitest'
import { GroupCommit, QueueFullError } from '../../src/store/group-commit.ts'

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

const fulfilled = (value: string) => ({ status: 'fulfilled', value }) as const

describe('a group commit', () => {
  test('lets jobs that come while a commit is under way share the next one, in their order', async () => {
    const groups: string[][] = []
    const first = gate()
    const started = gate()
    const commits = new GroupCommit<string, string>({
      async run(jobs) {
        groups.push([...jobs])
        if (groups.length === 1) {
          started.open()
          await first.opened
        }
        return jobs.map((job) => fulfilled(job.toUpperCase()))
      },
      isWorthSplitting: () => false,
      weightOf: () => 1,
      maximumWeight: 100,
    })
    const a = commits.submit('a')
    await started.opened
    const rest = ['b', 'c', 'd'].map((job) => commits.submit(job))
    first.open()
    expect(await Promise.all([a, ...rest])).toEqual(['A', 'B', 'C', 'D'])
    expect(groups).toEqual([['a'], ['b', 'c', 'd']])
  })

  test.each([
    ['begins the next group while a decided one is committed, and no third one', true, ['a', 'b']],
    ['waits for the commit if groups must not overlap', false, ['a']],
  ])('%s', async (_, mayOverlap, begun) => {
    const groups: string[][] = []
    const begins = [gate(), gate(), gate()]
    const ends = [gate(), gate(), gate()]
    const commits = new GroupCommit<string, string>({
      async run(jobs, decided) {
        const index = groups.push([...jobs]) - 1
        decided()
        begins[index]?.open()
        await ends[index]?.opened
        return jobs.map(fulfilled)
      },
      mayOverlap,
      isWorthSplitting: () => false,
      weightOf: () => 1,
      maximumWeight: 1,
    })
    const results = ['a', 'b', 'c'].map((job) => commits.submit(job))
    await begins[begun.length - 1]?.opened
    await new Promise((resolve) => setImmediate(resolve))
    expect(groups.flat()).toEqual(begun)
    for (const { open } of ends) open()
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c'])
    await commits.idle()
    expect(groups).toEqual([['a'], ['b'], ['c']])
  })

  test('does not begin the next group before the one before it is decided', async () => {
    const groups: string[][] = []
    const deciding = gate()
    const begun = gate()
    const commits = new GroupCommit<string, string>({
      async run(jobs, decided) {
        groups.push([...jobs])
        begun.open()
        await deciding.opened
        decided()
        return jobs.map(fulfilled)
      },
      mayOverlap: true,
      isWorthSplitting: () => false,
      weightOf: () => 1,
      maximumWeight: 100,
    })
    const first = commits.submit('a')
    await begun.opened
    const others = [commits.submit('b'), commits.submit('c')]
    await new Promise((resolve) => setImmediate(resolve))
    expect(groups).toEqual([['a']])
    deciding.open()
    await Promise.all([first, ...others])
    expect(groups).toEqual([['a'], ['b', 'c']])
  })

  test('resolves nothing before the end of the transaction', async () => {
    const commit = gate()
    let isAnswered = false
    const commits = new GroupCommit<string, string>({
      run: async (jobs) => {
        await commit.opened
        expect(isAnswered).toBe(false)
        return jobs.map(fulfilled)
      },
      isWorthSplitting: () => false,
      weightOf: () => 1,
      maximumWeight: 100,
    })
    const responded = commits.submit('a').then(() => {
      isAnswered = true
    })
    commit.open()
    await responded
    expect(isAnswered).toBe(true)
  })

  test('rejects one job alone when only that one is refused', async () => {
    const commits = new GroupCommit<string, string>({
      run: async (jobs) =>
        jobs.map((job) =>
          job === 'bad' ? { status: 'rejected', reason: new Error('refused') } : fulfilled(job),
        ),
      isWorthSplitting: () => false,
      weightOf: () => 1,
      maximumWeight: 100,
    })
    const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map((job) => commits.submit(job)))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  test('runs the jobs of a failed transaction one by one, so that the one that spoils it fails alone', async () => {
    const commits = new GroupCommit<string, string>({
      run: async (jobs) => {
        if (jobs.includes('poison')) throw new Error('constraint')
        return jobs.map(fulfilled)
      },
      isWorthSplitting: () => true,
      weightOf: () => 1,
      maximumWeight: 100,
    })
    const outcomes = await Promise.allSettled(['a', 'poison', 'b'].map((job) => commits.submit(job)))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  test('fills a group up to its weight, and takes a job of any weight', async () => {
    const groups: number[][] = []
    const commits = new GroupCommit<number, string>({
      run: async (jobs) => {
        groups.push([...jobs])
        return jobs.map(() => fulfilled(''))
      },
      isWorthSplitting: () => false,
      weightOf: (weight) => weight,
      maximumWeight: 10,
    })
    await Promise.all([4, 6, 1, 50, 3].map((weight) => commits.submit(weight)))
    expect(groups).toEqual([[4, 6], [1], [50], [3]])
  })

  test('takes a job that is submitted the moment the last one settles', async () => {
    const commits = new GroupCommit<number, string>({
      run: async (jobs) => jobs.map(() => fulfilled('')),
      isWorthSplitting: () => false,
      weightOf: () => 1,
      maximumWeight: 10,
    })
    for (let job = 0; job < 100; job++) {
      await commits.submit(job)
      for (let turn = 0; turn < job % 5; turn++) await Promise.resolve()
    }
    await commits.idle()
  })

  test.each([
    ['so many jobs wait', { maximumWaiting: 1 }],
    ['the first one has waited so long', { maximumWaitMs: 0 }],
  ])('takes no more jobs while %s', async (_what, limit) => {
    const first = gate()
    const started = gate()
    const commits = new GroupCommit<string, string>({
      async run(jobs) {
        started.open()
        await first.opened
        return jobs.map(fulfilled)
      },
      isWorthSplitting: () => false,
      weightOf: () => 1,
      maximumWeight: 10,
      ...limit,
    })
    const running = commits.submit('a')
    await started.opened
    const waiting = commits.submit('b')
    await new Promise((resolve) => setImmediate(resolve))
    await expect(commits.submit('c')).rejects.toThrow(QueueFullError)
    first.open()
    expect(await Promise.all([running, waiting])).toEqual(['a', 'b'])
    expect(await commits.submit('d')).toBe('d')
  })

  test('lets callers take turns in a flood of one, whose jobs alone are rejected when the queue is full', async () => {
    const groups: string[][] = []
    const first = gate()
    const started = gate()
    const commits = new GroupCommit<string, string>({
      async run(jobs) {
        groups.push([...jobs])
        if (groups.length === 1) {
          started.open()
          await first.opened
        }
        return jobs.map(fulfilled)
      },
      isWorthSplitting: () => false,
      // `flood-10` is a job of the caller `flood` that weighs 10.
      weightOf: (job) => Number(job.split('-')[1]),
      callerOf: (job) => String(job.split('-')[0]),
      maximumWeight: 25,
      maximumWaiting: 6,
    })
    const running = commits.submit('flood-10')
    await started.opened
    const waiting = Array.from({ length: 6 }, () => commits.submit('flood-10'))
    const polite = ['ann-1', 'ben-2'].map((job) => commits.submit(job))
    await expect(commits.submit('flood-10')).rejects.toThrow(QueueFullError)
    await expect(commits.submit('ann-1')).rejects.toThrow(QueueFullError)
    first.open()
    await Promise.all([running, ...waiting, ...polite])
    expect(groups[1]).toEqual(['flood-10', 'flood-10', 'ann-1', 'ben-2'])
    expect(groups.flat()).toHaveLength(9)
  })

  test('runs the oldest job next, however large it is and however many small ones arrive', async () => {
    const order: string[] = []
    const commits = new GroupCommit<string, string>({
      run: async (jobs) => {
        order.push(...jobs)
        return jobs.map(fulfilled)
      },
      isWorthSplitting: () => false,
      weightOf: (job) => Number(job.split('-')[1]),
      callerOf: (job) => String(job.split('-')[0]),
      maximumWeight: 3,
    })
    const small = ['a-1', 'b-1', 'c-1', 'd-1', 'e-1', 'f-1']
    await Promise.all(['big-9', ...small].map((job) => commits.submit(job)))
    expect(order[0]).toBe('big-9')
    expect(order.slice(1)).toEqual(small)
  })
})
