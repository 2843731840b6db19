/**
 * The requirements of client submission: a device that speaks good TLS, signs
 * in to a mailbox, and sends as that mailbox.
 *
 * We lean on these facts (mail/limits.ts): TLS 1.2 or newer, port 587 or 25 and
 * never 465, and only the mailbox that signs in may be the sender, or one that
 * it has Send As on.
 */
import { oldestTls, ports } from '../mail/limits.js'
import { no, yes, type Requirement } from './requirement.js'
import { signInWords } from './sign-in.js'
import { speaksTls } from './situation.js'

export const goodTls: Requirement = {
  name: 'tls-1.2',
  about: 'the device speaks TLS 1.2 or newer',
  test: ({ device }) => {
    if (speaksTls(device, oldestTls.value)) return yes(`It speaks TLS ${device.tls}`)
    const found =
      device.tls === 'none'
        ? 'It speaks no TLS'
        : `It speaks TLS ${device.tls} at best, which Microsoft refuses`
    return no(found, '`tls: 1.2`, if newer firmware brings it')
  },
}

export const waysToSignIn: Requirement = {
  name: 'can-sign-in',
  about: 'the device can sign in, by OAuth or (until it ends) by password',
  test: ({ signIn: { way } }) =>
    way === null
      ? no('It cannot sign in', '`auth:` with the way it can sign in, such as `[oauth-app]`')
      : yes(`It can sign in by ${signInWords[way]}`),
}

export const mailboxToSignIn: Requirement = {
  name: 'sign-in-mailbox',
  about:
    'a mailbox that it can sign in to: a licensed one, or for an application alone a shared one',
  test: ({ signIn: { way, address, obstacle } }) => {
    if (way === null) return yes('No mailbox is needed as long as it cannot sign in')
    return obstacle
      ? no(obstacle.sentence, obstacle.change)
      : yes(`It signs in to ${address ?? 'its mailbox'}`)
  },
}

export const submissionPort: Requirement = {
  name: 'submission-port',
  about: 'port 587, or port 25 where the network lets it out; 465 is not supported',
  test: ({ device, origin }) => {
    const [best = 587] = ports.submission.value
    if (device.ports.includes(best)) return yes(`It can be set to port ${String(best)}`)
    if (!device.ports.includes(ports.relay.value)) {
      const found = `It can be set to port ${device.ports.join(', ')} only`
      const unsupported = device.ports.includes(ports.unsupported.value)
      return no(
        unsupported ? `${found}, and Microsoft does not support 465` : found,
        '`ports: [587]`, if it can be set to that',
      )
    }
    return origin?.port25 === 'blocked'
      ? no(
          `It can be set to port 25 only, which is blocked at ${origin.name}`,
          '`ports: [587]`, if it can be set to that',
        )
      : yes('It can be set to port 25')
  },
}

export const oneAccount: Requirement = {
  name: 'one-account',
  about: 'it sends as one account, not as each user',
  test: ({ device }) =>
    device.from.kind === 'each-user'
      ? no(
          'It writes each user into From, and one mailbox must not send as everybody',
          '`from:` with one address',
        )
      : yes('It sends as one account'),
}
