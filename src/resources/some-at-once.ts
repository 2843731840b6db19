/**
 * Asking about very many things: so many at a time, and in their order. All at
 * once would drown a name server in questions, and keep everything that is half
 * read in memory until the last one answers.
 */
const atOnce = 200

export async function someAtOnce<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (let at = 0; at < items.length; at += atOnce)
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(act))))
  return results
}
