/**
 * Who a pipeline is to Entra: an issuer and one exact subject. A pull request,
 * a branch and an environment are three subjects, so that reading and writing
 * can be given to different ones.
 */
import * as z from 'zod'

const hosts = {
  github: z.union([
    z.strictObject({ repository: z.string(), environment: z.string() }),
    z.strictObject({ repository: z.string(), branch: z.string() }),
    z.strictObject({ repository: z.string(), pullRequests: z.literal(true) }),
  ]),
  gitlab: z.strictObject({
    project: z.string(),
    branch: z.string(),
    /** Of a GitLab of one's own. */
    issuer: z.url().default('https://gitlab.com'),
  }),
}

export const pipelineSchema = z.union([
  z.strictObject({ github: hosts.github }),
  z.strictObject({ gitlab: hosts.gitlab }),
])

export type Pipeline = z.infer<typeof pipelineSchema>

export interface Federation {
  readonly issuer: string
  readonly subject: string
}

export function federationOf(pipeline: Pipeline): Federation {
  if ('gitlab' in pipeline) {
    const { issuer, project, branch } = pipeline.gitlab
    return { issuer, subject: `project_path:${project}:ref_type:branch:ref:${branch}` }
  }
  const { github } = pipeline
  return {
    issuer: 'https://token.actions.githubusercontent.com',
    subject: `repo:${github.repository}:${subjectOf(github)}`,
  }
}

function subjectOf(github: z.infer<typeof hosts.github>): string {
  if ('environment' in github) return `environment:${github.environment}`
  return 'branch' in github ? `ref:refs/heads/${github.branch}` : 'pull_request'
}
