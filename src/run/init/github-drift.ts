/**
 * The workflow of the night: tells what somebody changed in the tenant by hand.
 * It signs in to read, and never puts anything back: perhaps it was an emergency.
 */
import { readingJob } from './github-steps.js'
import type { RepositoryWish } from './plan-of-repository.js'

export function githubDrift(wish: RepositoryWish): string {
  return `# Tells drift: what the tenant holds otherwise than the text says. Reverts nothing.
name: drift

on:
  schedule:
    - cron: '17 3 * * *'
  workflow_dispatch:

permissions: {}

# With pipefail: a plan that fails is not hidden by what shows it.
defaults: { run: { shell: bash } }

concurrency:
  group: drift
  cancel-in-progress: false

jobs:
  look:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
${readingJob(wish)}      # Ends with 2 where something differs, with 1 where something could not be read.
      - name: What differs
        run: npx devicemail plan "stacks/$STACK" --detailed-exitcode --format markdown | tee drift.md "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        if: failure()
        with: { name: 'drift-\${{ matrix.stack }}', path: drift.md }

  tell:
    needs: look
    if: failure()
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { issues: write }
    steps:
      - uses: actions/download-artifact@v4
        with: { pattern: drift-*, path: drift }
      - name: An issue, or a comment on the one that is open
        env:
          GH_TOKEN: \${{ github.token }}
          GH_REPO: \${{ github.repository }}
        run: |
          cat drift/*/drift.md | head -c 65000 > body.md
          open=$(gh issue list --search 'in:title "Drift in the tenant"' --state open --json number --jq '.[0].number // empty')
          if [ -n "$open" ]; then gh issue comment "$open" --body-file body.md
          else gh issue create --title 'Drift in the tenant' --body-file body.md; fi
`
}
