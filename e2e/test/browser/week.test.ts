import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../support/programs.ts'
import { overrideSettings } from '../../support/web.ts'
import { signInByForm } from '../../support/week-page.ts'
import { weekTestBed, wide } from './week/bed.ts'
import { itTakesCommands } from './week/commands.ts'
import { itIsFoundElsewhere } from './week/elsewhere.ts'
import { itIsFilled } from './week/filling.ts'
import { itIsDrawnEarly } from './week/first-drawing.ts'
import { itKeepsWhatIsTyped } from './week/keeping.ts'
import { itChangesManyEntries } from './week/many-entries.ts'
import { itRefuses } from './week/refusing.ts'
import { itFitsSmallWindows } from './week/small-windows.ts'
import { itTimesWork } from './week/timer.ts'
import { itTakesWhatIsTyped } from './week/typing.ts'

// One system and one browser for all of them: starting these takes longer than most tests.
const bed = weekTestBed()

describe('the week', () => {
  itIsDrawnEarly(bed)
  itIsFilled(bed)
  itTimesWork(bed)
  itRefuses(bed)
  itKeepsWhatIsTyped(bed)
  itFitsSmallWindows(bed)
  itIsFoundElsewhere(bed)
  itChangesManyEntries(bed)
  itTakesCommands(bed)
})

describe('the week, key by key', () => itTakesWhatIsTyped(bed))

it.each(['pkce', 'implicit'] as const)(
  'is usable after at most 200 kB of scripts and styles, compressed by gzip, signed in by %s',
  async (flow) => {
    await using visit = await bed.browser.open(wide)
    await overrideSettings(visit.page, { flow, offerBothFlows: false })
    await signInByForm(visit.page, bed.system.origin, bed.somebody())
    await visit.page.getByText('Nothing is logged').waitFor()
    const assets = new Set(visit.requests.filter((url) => url.startsWith(`${bed.system.origin}/assets/`)))
    const sizes = await Promise.all(
      [...assets].map((url) => stat(join(root, 'packages/web-demo/dist', `${new URL(url).pathname}.gz`))),
    )
    expect(sizes.length).toBeGreaterThan(3)
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(200_000)
  },
)
