import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[] }[]
}

interface Axe {
  run(context: Document, options: object): Promise<{ violations: Violation[] }>
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

// Rules that depend on the palette. All others give the same result in both schemes and run once.
const paletteRules = ['color-contrast', 'link-in-text-block']

const { resolve } = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))
const source = readFileSync(resolve('axe-core/axe.min.js'), 'utf8')

/** The violations of WCAG 2.2 A and AA on the current page, light and dark: the rule and the place. */
export async function violations(page: Page): Promise<string[]> {
  // Once per document: AxeBuilder would load 1.5 MB before each run.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await run(page, { type: 'tag', values: wcag })
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await run(page, { type: 'rule', values: paletteRules })
  return [...light, ...dark].flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  )
}

function run(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<Violation[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: Axe }
    const { violations } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) }))
  }, runOnly)
}
