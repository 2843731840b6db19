/**
 * Loads a module of the built program. Pages are made from `dist`, so that they
 * tell what users will run; their types come from `src`, so that checking them
 * needs no build.
 *
 * @template Module
 * @param {string} path relative to dist
 * @returns {Promise<Module>}
 */
export async function built(path) {
  /** @type {unknown} */
  const loaded = await import(new URL(`../dist/${path}`, import.meta.url).href)
  return /** @type {Module} */ (loaded)
}
