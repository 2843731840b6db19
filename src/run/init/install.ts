/** What a person types to have the packages of a new repository, also where a package.json was there before. */
import { packagesOf } from './project-files.js'
import type { RepositoryWish } from './plan-of-repository.js'

/** `manifest` is the text of the package.json as it is now; null where there is none. */
export function installCommand(manifest: string | null, wish: RepositoryWish): string {
  const named = namedIn(manifest)
  const missing = Object.entries(packagesOf(wish)).filter(([name]) => !named.has(name))
  if (missing.length === 0) return 'npm install'
  const packages = missing.map(([name, version]) => `${name}@${version.replace(/^\^/u, '')}`)
  return `npm install --save-exact ${packages.join(' ')}`
}

/** A package.json that cannot be read names nothing; npm itself tells what is wrong with it. */
function namedIn(manifest: string | null): ReadonlySet<string> {
  try {
    const { dependencies, devDependencies } = JSON.parse(manifest ?? '{}') as Partial<
      Record<string, object>
    >
    return new Set([dependencies, devDependencies].flatMap(one => Object.keys(one ?? {})))
  } catch {
    return new Set()
  }
}
