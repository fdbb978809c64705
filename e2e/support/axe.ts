import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

// The rules that a palette can break. All others are checked once, in one palette.
const paletteRules = ['color-contrast', 'link-in-text-block']

/** The violations of WCAG 2.2 A and AA on the current page, light and dark: rule and place. */
export async function violations(page: Page): Promise<string[]> {
  // Legacy mode keeps axe in the page that it looks at; there are no frames of other origins here.
  const axe = () => new AxeBuilder({ page }).setLegacyMode()
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await axe().withTags(wcag).analyze()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axe().withRules(paletteRules).analyze()
  return [...light.violations, ...dark.violations].flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}`),
  )
}
