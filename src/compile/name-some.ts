const most = 5

/** The first few names, and how many more there are. */
export function nameSome(names: readonly string[]): string {
  const rest = names.length - most
  const shown = names.slice(0, most).join(', ')
  return rest > 0 ? `${shown} and ${String(rest)} more` : shown
}
