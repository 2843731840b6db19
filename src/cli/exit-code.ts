/** Exit codes, as Terraform's users know them. */
export const exitCode = Object.freeze({
  done: 0,
  /** Faulty spec, something unknown or refused, or nothing could be done. */
  failed: 1,
  /** Only with `--detailed-exitcode`: changes exist. */
  changes: 2,
  /** Some of the changes are not done, or still waiting. */
  partly: 3,
  interrupted: 130,
})

const gravest = [130, 1, 3, 2, 0]

/** One exit code for several folders: the gravest. */
export function gravestOf(codes: readonly number[]): number {
  return gravest.find(code => codes.includes(code)) ?? exitCode.done
}
