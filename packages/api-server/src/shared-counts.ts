/** Counts of requests that all processes of the API share. */
export interface SharedCounts {
  /** Adds requests of this process in a window, and returns the sums of all processes by key. */
  add(windowStartMs: number, counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>>
}
