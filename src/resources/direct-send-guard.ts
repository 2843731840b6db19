export interface DesiredDirectSendGuard {
  /** The key. There is one guard in an organisation. */
  readonly organization: string
  readonly rejectDirectSend: boolean
}
