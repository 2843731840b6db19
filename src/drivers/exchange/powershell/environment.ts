/**
 * The environment of the PowerShell we start: what a program needs to run, to
 * find its modules and the network, and nothing else. A pipeline keeps its
 * secrets in variables, and neither PowerShell nor what its modules start needs
 * them; so this is a list of what may pass, not of what may not.
 */
export type Environment = Readonly<Record<string, string | undefined>>

const passing = new Set([
  // Who and where we are.
  'HOME',
  'USER',
  'LOGNAME',
  'USERNAME',
  'USERDOMAIN',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'COMPUTERNAME',
  'SHELL',
  'TZ',
  'LANG',
  'LANGUAGE',
  // Programs, libraries, temporary files.
  'PATH',
  'PATHEXT',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'COMSPEC',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'WINDIR',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'PROGRAMFILES(X86)',
  'COMMONPROGRAMFILES',
  'APPDATA',
  'LOCALAPPDATA',
  'ALLUSERSPROFILE',
  'PUBLIC',
  'TEMP',
  'TMP',
  'TMPDIR',
  'PROCESSOR_ARCHITECTURE',
  'NUMBER_OF_PROCESSORS',
  // PowerShell and .NET.
  'PSMODULEPATH',
  'PSMODULEANALYSISCACHEPATH',
  'TERM',
  // The network, and whom it trusts.
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  // A browser for a person who signs in.
  'BROWSER',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'DBUS_SESSION_BUS_ADDRESS',
])

const passingStarts = ['LC_', 'XDG_', 'DOTNET_', 'POWERSHELL_']

/**
 * .NET as it suits a program that does one thing after the other: no collection
 * of garbage on the side, room for the rows of a large reading, no measuring of
 * code for later. And no doors for debuggers: each is a socket among the
 * temporary files, which stays there when the process is killed. Whoever has set
 * one of these for himself knows better.
 */
const settled = {
  DOTNET_gcConcurrent: '0',
  DOTNET_GCgen0size: '4000000',
  DOTNET_TieredPGO: '0',
  DOTNET_EnableDiagnostics: '0',
  POWERSHELL_DIAGNOSTICS_OPTOUT: '1',
}

/** Where Azure answers for the identity of this machine. */
const managedIdentity = new Set([
  'IDENTITY_ENDPOINT',
  'IDENTITY_HEADER',
  'IDENTITY_SERVER_THUMBPRINT',
  'IMDS_ENDPOINT',
  'MSI_ENDPOINT',
  'MSI_SECRET',
  'AZURE_POD_IDENTITY_AUTHORITY_HOST',
])

/** `way` is the way of signing in: only a managed identity needs its endpoint. */
export function environmentFor(way: string, env: Environment): Readonly<Record<string, string>> {
  const passes = (name: string) =>
    passing.has(name) ||
    passingStarts.some(start => name.startsWith(start)) ||
    (way === 'managed-identity' && managedIdentity.has(name))
  const passed = Object.entries(env).flatMap(([name, value]): (readonly [string, string])[] =>
    value !== undefined && passes(name.toUpperCase()) ? [[name, value]] : [],
  )
  return { ...settled, ...Object.fromEntries(passed) }
}
