/**
 * The policy pack: devicemail's rules in the form that Pulumi asks for. Pulumi
 * loads a pack by `require`, and takes a function for what is to be waited for.
 */
module.exports = async () => {
  const { PolicyPack } = await import('@pulumi/policy')
  const rules = new URL('../dist/pulumi/policy.js', `file://${__dirname}/`)
  /** @type {unknown} */
  const loaded = await import(rules.href)
  const { policies } = /** @type {typeof import('../src/pulumi/policy.js')} */ (loaded)
  const pack = new PolicyPack('devicemail', { policies: policies.map(inPulumisForm) })
  return { pack }
}

/**
 * @param {import('../src/pulumi/policy.js').ResourcePolicy | import('../src/pulumi/policy.js').StackPolicy} policy
 * @returns {import('@pulumi/policy').ResourceValidationPolicy | import('@pulumi/policy').StackValidationPolicy}
 */
function inPulumisForm(policy) {
  const { name, description, level, settings } = policy
  const base = {
    name,
    description,
    enforcementLevel: level,
    ...(settings ? { configSchema: { properties: settings } } : {}),
  }
  if (policy.of === 'stack')
    return {
      ...base,
      validateStack({ resources }, report) {
        for (const { urn, why } of policy.judge(resources.map(judged))) report(told(why), urn)
      },
    }
  return {
    ...base,
    validateResource(one, report) {
      for (const why of policy.judge(judged(one), one.getConfig())) report(told(why))
    },
  }
}

/** @param {{ type: string, urn: string, props: Record<string, unknown> }} resource */
function judged({ type, urn, props }) {
  return { type, urn, properties: props }
}

/** @param {import('../src/findings.js').Finding} finding */
function told({ message, remedy }) {
  return `${message} ${remedy}`
}
