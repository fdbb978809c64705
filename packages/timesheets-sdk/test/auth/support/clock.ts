/** A clock that moves only when it is told to, and a `sleep` that moves it. */
export function fakeClock() {
  let ms = Date.UTC(2026, 10, 23, 9)
  const waitsMs: number[] = []
  return {
    waitsMs,
    now: () => ms,
    advanceSeconds(seconds: number) {
      ms += seconds * 1000
    },
    async sleep(waitMs: number) {
      waitsMs.push(waitMs)
      ms += waitMs
    },
  }
}
