export interface DesiredMailbox {
  /** The key: its primary address. */
  readonly address: string
  readonly displayName: string
  /** Further addresses at which it receives; additive, others stay. */
  readonly aliases: readonly string[]
  /** FullAccess and SendAs without auto-mapping; additive. */
  readonly members: readonly string[]
  /** Hidden from address lists. */
  readonly hidden: boolean
  /** Whether a device may sign in to it by SMTP AUTH. */
  readonly smtpAuth: boolean | null
}
