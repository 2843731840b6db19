/**
 * The workflow that changes the tenant: after a merge, and only if the plan is
 * still the one that the pull request showed.
 *
 * Its identity is trusted for the environment `production`, which only the
 * default branch may use. Runs wait for each other and are never cancelled. A
 * plan that no pull request showed is approved by hand, by its digest.
 */
import { setUp } from './github-steps.js'
import { branch, type RepositoryWish } from './plan-of-repository.js'

export function githubDeploy(wish: RepositoryWish): string {
  const { name, pulumi } = wish
  return `# Applies the plan that was approved, and no other.
name: deploy

on:
  push:
    branches: [${branch}]
  workflow_dispatch:
    inputs:
      digest:
        description: Digest of the plan that you have read and approve, where no pull request showed it
        required: true

permissions: {}

# With pipefail: a plan that fails is not hidden by what shows it.
defaults: { run: { shell: bash } }

concurrency:
  group: deploy
  cancel-in-progress: false

jobs:
  deploy:
    if: github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    # Let only the default branch deploy to it: Settings, Environments, production.
    environment: production
    permissions: { contents: read, id-token: write, actions: read, pull-requests: read }
    strategy:
      fail-fast: false
      max-parallel: 1
      matrix: { stack: [${name}] }
    env:
      STACK: \${{ matrix.stack }}
      DEVICEMAIL_READER: \${{ vars.DEVICEMAIL_READER }}
      DEVICEMAIL_WRITER: \${{ vars.DEVICEMAIL_WRITER }}
    steps:
${setUp(wish.driver)}      - name: The plan that was approved
        id: approved
        env:
          GH_TOKEN: \${{ github.token }}
          GH_REPO: \${{ github.repository }}
          DIGEST: \${{ inputs.digest }}
        run: |
          if [ -z "$DIGEST" ]; then
            number=$(gh api "repos/$GH_REPO/commits/$GITHUB_SHA/pulls" --jq '.[0].number // empty')
            if [ -z "$number" ]; then
              echo "::error::No pull request has shown this. Read the plan, and run this workflow by hand with its digest."
              exit 1
            fi
            head=$(gh api "repos/$GH_REPO/pulls/$number" --jq .head.sha)
            run=$(gh run list --workflow pull-request.yml --commit "$head" --status success --json databaseId --jq '.[0].databaseId // empty')
            if [ -z "$run" ]; then
              echo "::error::Pull request $number has shown no plan of its last commit. Read the plan, and run this workflow by hand with its digest."
              exit 1
            fi
            gh run download "$run" --name "plan-$STACK" --dir approved
            DIGEST=$(jq -er .digest approved/plan.json)
          fi
          echo "digest=$DIGEST" >> "$GITHUB_OUTPUT"
      - name: It is still the plan
        env: { DIGEST: '\${{ steps.approved.outputs.digest }}' }
        run: npx devicemail plan "stacks/$STACK" --expect "$DIGEST" --out plan.json --format markdown | tee "$GITHUB_STEP_SUMMARY"
${pulumi ? up : apply}`
}

const apply = `      - name: Apply it
        run: npx devicemail apply "stacks/$STACK" --plan plan.json
`

const up = `      - uses: pulumi/actions@v6
      - name: Apply it
        env:
          PULUMI_BACKEND_URL: \${{ vars.PULUMI_BACKEND_URL }}
          PULUMI_ACCESS_TOKEN: \${{ secrets.PULUMI_ACCESS_TOKEN }}
          PULUMI_CONFIG_PASSPHRASE: \${{ secrets.PULUMI_CONFIG_PASSPHRASE }}
        run: |
          pulumi stack select "$STACK" --non-interactive
          pulumi up --yes --non-interactive --diff
`
