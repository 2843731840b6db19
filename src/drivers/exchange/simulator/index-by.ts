/**
 * Finds items of a frozen list by key, however long the list. The index is built
 * when first asked and handed on when one item changes, so that neither thousands
 * of reads nor thousands of writes walk the list for each.
 */
export interface IndexBy<Item> {
  find(items: readonly Item[], key: string): readonly Item[]
  /** Says that `to` is `from` without `removed` and with `added`. The index of `from` is given up. */
  handOn(from: readonly Item[], to: readonly Item[], change: ItemChange<Item>): void
}

export interface ItemChange<Item> {
  readonly removed?: Item
  readonly added?: Item
}

export function indexBy<Item>(keysOf: (item: Item) => readonly string[]): IndexBy<Item> {
  const built = new WeakMap<readonly Item[], Map<string, readonly Item[]>>()

  const put = (index: Map<string, readonly Item[]>, item: Item) => {
    for (const key of new Set(keysOf(item))) index.set(key, [...(index.get(key) ?? []), item])
  }
  const take = (index: Map<string, readonly Item[]>, item: Item) => {
    for (const key of new Set(keysOf(item)))
      index.set(
        key,
        (index.get(key) ?? []).filter(one => one !== item),
      )
  }
  const indexOf = (items: readonly Item[]) => {
    const existing = built.get(items)
    if (existing) return existing
    const index = new Map<string, readonly Item[]>()
    for (const item of items) put(index, item)
    built.set(items, index)
    return index
  }

  return Object.freeze({
    find: (items: readonly Item[], key: string) => indexOf(items).get(key) ?? [],
    handOn(from: readonly Item[], to: readonly Item[], { removed, added }: ItemChange<Item>) {
      const index = built.get(from)
      if (!index) return
      built.delete(from)
      if (removed) take(index, removed)
      if (added) put(index, added)
      built.set(to, index)
    },
  })
}
