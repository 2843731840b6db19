/** The look of the HTML page: one column, system fonts, colours for light and dark. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2330; --quiet: #5b6475; --paper: #fff; --soft: #f4f6f9;
  --line: #d9dee7; --green: #17693a; --yellow: #8a5a00; --red: #b3261e; --cyan: #0b5c7a; --gray: #5b6475 }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8f0; --quiet: #9aa5b8; --paper: #14171d;
  --soft: #1d222b; --line: #343c49; --green: #6fcf97; --yellow: #e2b04a; --red: #ff8a80; --cyan: #7cc7e8;
  --gray: #9aa5b8 } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
article { max-width: 72rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .25rem }
.about, small { color: var(--quiet) }
.alarm { border-left: .3rem solid var(--red); padding: .5rem 1rem; background: var(--soft); font-weight: 600 }
.lead { font-size: 1.1rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th { text-align: left; color: var(--quiet); font-weight: 500 }
th, td { padding: .4rem .8rem .4rem 0; vertical-align: top; border-top: 1px solid var(--line); overflow-wrap: anywhere }
.more td { border-top: 0; padding-left: 1.2rem }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .15rem 1rem; margin: .5rem 0 }
dt { color: var(--quiet) }
dd { margin: 0; overflow-wrap: anywhere }
code, pre { font: .9em/1.5 ui-monospace, monospace; background: var(--soft); border-radius: .2rem; padding: .05em .3em }
pre { padding: .5rem .75rem; overflow-x: auto }
ins { color: var(--green); text-decoration: none; font-weight: 600 }
del { color: var(--red) }
.findings { list-style: none; padding: 0 }
.findings p { margin: .1rem 0 .8rem }
.sign { font: 700 1em ui-monospace, monospace }
.green { color: var(--green) } .yellow { color: var(--yellow) } .red { color: var(--red) }
.cyan { color: var(--cyan) } .gray { color: var(--gray) }
footer { border-top: 1px solid var(--line); margin-top: 1rem; color: var(--quiet) }
footer p { margin: .3rem 0 }
`
