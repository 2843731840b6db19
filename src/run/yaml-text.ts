/**
 * Values as YAML that a person would write: plain where that is safe, in double
 * quotes where YAML could read something else into it. What is read back is
 * what was given, whatever a tenant or a list holds.
 */

const plain = /^[A-Za-z0-9](?:[A-Za-z0-9@._+/-]| (?=[A-Za-z0-9]))*$/u
const readOtherwise = (text: string) =>
  /^(?:true|false|null)$/iu.test(text) || !Number.isNaN(Number(text))

/** Letters that YAML does not take as they are, though JSON does. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/gu

export function yamlText(value: string): string {
  if (plain.test(value) && !readOtherwise(value)) return value
  return JSON.stringify(value).replace(
    unprintable,
    one => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

/** `[a, b]`; a single one without brackets. */
export function yamlList(values: readonly string[]): string {
  const [only] = values
  if (only !== undefined && values.length === 1) return yamlText(only)
  return `[${values.map(yamlText).join(', ')}]`
}

/** Text behind `#`: a line feed in it must not end the comment. */
export function yamlComment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')}`
}
