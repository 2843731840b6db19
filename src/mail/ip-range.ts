/** IP ranges. (contract; the functions follow) */
export interface IpRange {
  readonly version: 4 | 6
  /** First address; host bits are always clear. */
  readonly address: bigint
  /** 0 to 32, or 0 to 128. */
  readonly prefix: number
}
/** An address or CIDR block; host bits are cleared. undefined where it is neither. */
export declare function parseRange(text: string): IpRange | undefined
/** `203.0.113.10`, `203.0.113.0/29`; a single address without its prefix. */
export declare function printRange(range: IpRange): string
export declare function compareRanges(one: IpRange, other: IpRange): number
