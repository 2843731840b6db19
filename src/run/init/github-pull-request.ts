/**
 * The workflow of a pull request: its text is checked, and where it comes from
 * this repository the tenant is read and the plan shown.
 *
 * Jobs are parted by what they may: what runs the code of the pull request can
 * sign in to read, and write nothing; what writes the comment runs none of it.
 * A pull request of a fork gets no token, and so no plan.
 */
import { readingJob, setUp } from './github-steps.js'
import type { RepositoryWish } from './plan-of-repository.js'

export function githubPullRequest(wish: RepositoryWish): string {
  return `# Shows what a pull request would change in the tenant.
name: pull request

on:
  pull_request:

permissions: {}

# With pipefail: a plan that fails is not hidden by what shows it.
defaults: { run: { shell: bash } }

concurrency:
  group: pull-request-\${{ github.event.pull_request.number }}
  cancel-in-progress: false

jobs:
  # The text alone: also for forks, which get no identity.
  validate:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions: { contents: read }
    steps:
${setUp(null)}      - name: The text of every stack
        run: npx devicemail validate stacks/*/ --format markdown | tee -a "$GITHUB_STEP_SUMMARY"

  # Reads the tenant, with the identity that can only read.
  plan:
    needs: validate
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-24.04
    timeout-minutes: 20
${readingJob(wish)}      - name: The plan
        run: npx devicemail plan "stacks/$STACK" --out plan.json --format markdown | tee plan.md "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: plan-\${{ matrix.stack }}
          path: |
            plan.json
            plan.md

  # Writes the comment, and runs nothing of the pull request.
  comment:
    needs: plan
    if: always() && needs.plan.result != 'skipped'
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { pull-requests: write }
    steps:
      - uses: actions/download-artifact@v4
        with: { pattern: plan-*, path: plans }
      - name: The plan as a comment, one that is written anew each time
        env:
          GH_TOKEN: \${{ github.token }}
          GH_REPO: \${{ github.repository }}
          NUMBER: \${{ github.event.pull_request.number }}
        run: |
          cat plans/*/plan.md | head -c 65000 > comment.md
          gh pr comment "$NUMBER" --edit-last --create-if-none --body-file comment.md
`
}
