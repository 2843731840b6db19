/** Whether a path means the same on every machine: relative, with forward slashes. */
export function isRelativePath(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !/^[A-Za-z]:/.test(path)
}
