/** Prints reports in the wished format. JSON goes to stdout alone; the rest of a run goes to stderr. */
import { createColors } from 'picocolors'
import type { Report } from '../report/report.js'
import type { Format } from './flags.js'
import type { Io } from './io.js'

export interface PrintOptions {
  readonly format: Format
  readonly verbose: boolean
}

export async function print(
  reports: readonly Report[],
  { format, verbose }: PrintOptions,
  io: Io,
): Promise<void> {
  io.out(await drawn(reports, { format, verbose }, io))
}

/** The text of reports; drawing code is loaded for the wished format only. */
export async function drawn(
  reports: readonly Report[],
  { format, verbose }: PrintOptions,
  io: Io,
): Promise<string> {
  switch (format) {
    case 'json': {
      const { json } = await import('../report/json-text.js')
      return json(reports.filter(one => one.report !== 'sheet'))
    }
    case 'markdown': {
      const { markdown } = await import('../report/markdown.js')
      return markdown(reports)
    }
    case 'html': {
      const { html } = await import('../report/html.js')
      return html(reports)
    }
    case 'terminal': {
      const { terminal } = await import('../report/terminal.js')
      const palette = createColors(io.colour)
      return terminal(reports, { palette, width: io.width, verbose })
    }
  }
}
