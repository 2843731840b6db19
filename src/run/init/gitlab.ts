/**
 * The pipeline for GitLab: merge requests show their plan, the default branch
 * plans again and waits for a person, and the deploy runs that plan or nothing.
 *
 * Each job that signs in gets a token of its own; Entra trusts the subject of
 * merge requests and schedules to read, and the default branch to write. The
 * variable with the id of the writing application is protected, so that only
 * the default branch sees it.
 */
import type { RepositoryWish } from './plan-of-repository.js'

export function gitlab(wish: RepositoryWish): string {
  const { name, pulumi, driver } = wish
  const module =
    driver === 'powershell'
      ? `    - pwsh -Command "Install-Module ExchangeOnlineManagement -RequiredVersion 3.9.2 -Scope CurrentUser -Force"\n`
      : ''
  return `# Shows plans, applies the approved one, tells drift at night (make a schedule for it).
stages: [validate, plan, deploy]

default:
  # Any image with Node 20.19 or newer${driver === 'powershell' ? ', and PowerShell 7.4 or newer' : ''}.
  image: node:24
  interruptible: false
  before_script:
    - npm ci --ignore-scripts

workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

variables:
  STACK: ${name}

.signs-in:
  id_tokens:
    ENTRA_TOKEN: { aud: 'api://AzureADTokenExchange' }
  before_script:
    - npm ci --ignore-scripts
${module}
# The text alone: also for forks, whose pipelines see none of the variables.
validate:
  stage: validate
  script:
    - npx devicemail validate stacks/*/

# What a merge request would change, and after the merge what will be.
plan:
  extends: .signs-in
  stage: plan
  script:
    - npx devicemail plan "stacks/$STACK" --out plan.json --format markdown | tee plan.md
    - node -p '"DIGEST=" + JSON.parse(require("fs").readFileSync("plan.json")).digest' > plan.env
  artifacts:
    expose_as: plan
    paths: [plan.md, plan.json]
    reports: { dotenv: plan.env }
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
      when: never
    - when: on_success

# A person has read the plan of this pipeline and starts it; it runs that plan or nothing.
deploy:
  extends: .signs-in
  stage: deploy
  needs: [plan]
  environment: production
  resource_group: production
  script:
    - npx devicemail plan "stacks/$STACK" --expect "$DIGEST" --out plan.json
${pulumi ? up : apply}  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
      when: never
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual

# Ends with 2 where something differs, with 1 where something could not be read. Reverts nothing.
drift:
  extends: .signs-in
  stage: plan
  script:
    - npx devicemail plan "stacks/$STACK" --detailed-exitcode
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
`
}

const apply = `    - npx devicemail apply "stacks/$STACK" --plan plan.json
`

const up = `    # The Pulumi CLI must be in the image, and know its backend by the variables of the project.
    - pulumi stack select "$STACK" --non-interactive
    - pulumi up --yes --non-interactive --diff
`
