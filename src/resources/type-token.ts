/**
 * The name under which Pulumi knows a kind: `inbound-connector` is
 * `devicemail:index:InboundConnector`. The one place where it is made.
 */
export function typeToken(name: string): string {
  return `devicemail:index:${pascalCase(name)}`
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
