/** What the workflows for GitHub share: how a job gets devicemail, and the module that PowerShell needs. */
import type { RepositoryWish } from './plan-of-repository.js'

/**
 * Nothing of the checkout is given a token, and no package runs a script when it is installed.
 * `driver` is how the job reaches the tenant; null where it does not.
 */
export function setUp(driver: RepositoryWish['driver'] | null): string {
  const module =
    driver === 'powershell'
      ? `      - name: The module for Exchange Online
        shell: pwsh
        run: Install-Module ExchangeOnlineManagement -RequiredVersion 3.9.2 -Scope CurrentUser -Force
`
      : ''
  return `      - uses: actions/checkout@v4
        with: { persist-credentials: false }
      - uses: actions/setup-node@v4
        with: { node-version: 24, cache: npm }
      - run: npm ci --ignore-scripts
${module}`
}

/** A job for each stack that may read its tenant and no more, up to where its own steps begin. */
export function readingJob({ name, driver }: RepositoryWish): string {
  return `    permissions: { contents: read, id-token: write }
    strategy:
      fail-fast: false
      matrix: { stack: [${name}] }
    env:
      STACK: \${{ matrix.stack }}
      DEVICEMAIL_READER: \${{ vars.DEVICEMAIL_READER }}
    steps:
${setUp(driver)}`
}
