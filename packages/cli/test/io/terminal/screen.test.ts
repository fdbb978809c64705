import { describe, expect, it } from 'vitest'
import { Screen } from '../../../src/io/terminal/screen.ts'
import { fakeIo } from '../../support/fake-io.ts'

const erase = '\r\u001b[K'
const progress = (done: number) => ({ done, total: 10, fraction: done / 10, elapsedMs: 100 })

describe('Screen on a terminal', () => {
  it('draws at once, again after 100 ms and not before, and erases it at the end', () => {
    const io = fakeIo({ isTerminal: true, columns: 40 })
    const screen = new Screen(io, 'november.csv')
    let done = 0
    screen.begin('Pushing', () => progress(done))
    done = 5
    screen.tick()
    io.advance(100)
    screen.tick()
    screen.end()
    expect(io.stderr.text).toBe(
      `${erase}Pushing  ${'░'.repeat(20)}  0/10  0%${erase}Pushing  ${'█'.repeat(10)}${'░'.repeat(9)}  5/10  50%${erase}`,
    )
  })

  it('takes the progress off before a line, whichever stream that goes to', async () => {
    const io = fakeIo({ isTerminal: true })
    const screen = new Screen(io, 'november.csv')
    screen.status('Reading november.csv')
    await screen.note('a note')
    screen.status('Still reading')
    await screen.result('a result')
    await screen.result('another')
    screen.end()
    expect(io.stderr.text).toBe(`${erase}Reading november.csv${erase}a note\n${erase}Still reading${erase}`)
    expect(io.stdout.text).toBe('a result\nanother\n')
  })

  it('moves no cursor on a terminal that can not', () => {
    const io = fakeIo({ isTerminal: true, env: { TERM: 'dumb' } })
    const screen = new Screen(io, 'november.csv')
    screen.status('Reading')
    screen.begin('Pushing', () => progress(1))
    screen.end()
    expect(io.stderr.text).toBe('')
  })
})

describe('Screen elsewhere', () => {
  it('prints one plain line in ten seconds, and no status', () => {
    const io = fakeIo()
    const screen = new Screen(io, 'november.csv')
    screen.status('Reading')
    screen.begin('Pushing', () => progress(3))
    screen.tick()
    io.advance(9_999)
    screen.tick()
    io.advance(1)
    screen.tick()
    screen.tick()
    io.advance(10_000)
    screen.tick()
    screen.end()
    screen.tick()
    expect(io.stderr.text).toBe('november.csv: 3 of 10 rows, 30%\nnovember.csv: 3 of 10 rows, 30%\n')
  })

  it('goes on where nobody looks at the progress', () => {
    const io = fakeIo()
    io.stderr.close()
    const screen = new Screen(io, 'november.csv')
    screen.begin('Pushing', () => progress(3))
    io.advance(10_000)
    screen.tick()
    screen.end()
  })
})
