export interface DesiredSmtpAuth {
  /** The key: an address of a mailbox that is not ours. */
  readonly address: string
  /** Whether SMTP AUTH may be used on it; null follows the tenant. */
  readonly enabled: boolean | null
}
