import type { Page } from 'playwright-core'

/** Makes a list of the API as long as a large company has it, from the first item that it returns. */
export async function multiply<Item>(
  page: Page,
  address: string,
  count: number,
  vary: (sample: Item, index: number) => Item,
): Promise<void> {
  await page.route(
    (url) => url.href.split('?')[0] === address,
    async (route) => {
      if (route.request().method() !== 'GET') return route.continue()
      const response = await route.fetch()
      const body = (await response.json()) as { data: Item[] }
      const [sample] = body.data
      const data =
        sample === undefined ? [] : Array.from({ length: count }, (_, index) => vary(sample, index))
      await route.fulfill({ response, json: { ...body, data, nextCursor: null } })
    },
  )
}
