import { dark, light, type Theme, variables } from '../draw/palette.js'

const declarations = (theme: Theme): string =>
  Object.entries(variables(theme))
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')

/** The style sheet of every page: light, dark, narrow, and on paper. No font is fetched. */
export const style = (): string => `
:root{${declarations(light)};color-scheme:light}
@media (prefers-color-scheme:dark){:root{${declarations(dark)};color-scheme:dark}}
*{box-sizing:border-box}
body{margin:0;background:var(--background);color:var(--text);font:16px/1.55 system-ui,"DejaVu Sans",sans-serif}
.page{max-width:812px;margin:0 auto;padding:28px 26px 80px}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3em}
h2{font-size:1.35rem;line-height:1.25;margin:2.6em 0 .6em;padding-top:.5em;border-top:1px solid var(--rule)}
h3{font-size:1.05rem;line-height:1.35;margin:0 0 .25em}
p{margin:.5em 0}
a{color:var(--accent)}
.question{font-size:1.12rem;color:var(--text)}
.facts,figcaption p,.small{color:var(--muted);font-size:.92rem}
nav ul{list-style:none;margin:1em 0;padding:0;display:flex;flex-wrap:wrap;gap:.3em .4em}
nav a{display:inline-block;padding:.3em .75em;border:1px solid var(--rule);border-radius:1em;text-decoration:none;font-size:.9rem}
nav a:hover{border-color:var(--accent)}
.warning{border-left:4px solid var(--bad);background:var(--surface);padding:.7em 1em;margin:1em 0}
.warning p{margin:.2em 0}
.numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(158px,1fr));gap:10px;margin:1.2em 0;padding:0}
.numbers div{background:var(--surface);border-radius:8px;padding:10px 14px}
.numbers dt{color:var(--muted);font-size:.85rem}
.numbers dd{margin:0;font-size:1.15rem;font-weight:600;font-variant-numeric:tabular-nums}
.numbers dd span{display:block;font-size:.82rem;font-weight:400;color:var(--muted)}
figure{margin:2em 0 2.6em;padding:0}
.picture{position:relative;border-radius:4px;touch-action:pan-y pinch-zoom}
.picture svg{display:block;width:100%;height:auto}
.picture:focus-visible,button:focus-visible,summary:focus-visible,a:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.narrow{display:none}
.pin{position:absolute;pointer-events:none;border:0 solid var(--text)}
.pin.line{width:0;border-left-width:1px;opacity:.7}
.pin.dot{width:13px;height:13px;margin:-6.5px 0 0 -6.5px;border-width:2px;border-radius:50%}
.tip{position:absolute;pointer-events:none;z-index:2;max-width:270px;background:var(--text);color:var(--background);font-size:.82rem;line-height:1.4;padding:.4em .65em;border-radius:5px;white-space:pre-line;font-variant-numeric:tabular-nums}
.tip[hidden],.pin[hidden]{display:none}
.tools{display:flex;flex-wrap:wrap;gap:.5em;align-items:flex-start;margin-top:.3em}
button,.data summary{font:inherit;font-size:.85rem;color:var(--text);background:var(--background);border:1px solid var(--rule);border-radius:5px;padding:.25em .75em;cursor:pointer;min-height:30px}
button:hover,.data summary:hover{border-color:var(--accent)}
.data{flex:0 1 auto;max-width:100%}
.data[open]{flex-basis:100%}
.data summary{display:inline-block}
.of{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.scroll{overflow:auto;max-height:30em;margin:.8em 0;border:1px solid var(--rule);border-radius:5px}
.scroll.full{max-height:none}
table{border-collapse:collapse;font-size:.88rem;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.32em .7em;border-bottom:1px solid var(--rule);vertical-align:top}
thead th{position:sticky;top:0;background:var(--surface);vertical-align:bottom}
tbody tr:last-child>*{border-bottom:0}
td.n,th.n{text-align:right;white-space:nowrap}
tbody th{font-weight:500}
code,pre{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.87em;overflow-wrap:anywhere}
pre{white-space:pre-wrap;background:var(--surface);padding:.8em 1em;border-radius:5px}
.scroll code{overflow-wrap:normal;white-space:nowrap}
td .small{font-size:.92em}
tbody th[scope=row]{min-width:6em}
td:last-child:not(.n){min-width:11em}
.pass{color:var(--good);font-weight:600}
.fail{color:var(--bad);font-weight:600}
.undecided{color:var(--muted);font-weight:600}
footer{margin-top:4em;padding-top:1em;border-top:1px solid var(--rule);color:var(--muted);font-size:.87rem}
@media (max-width:640px){
.page{padding:18px 16px 60px}
h1{font-size:1.5rem}
.wide{display:none}
.narrow{display:block}
th,td{padding:.3em .5em}
}
@media print{
:root{${declarations(light)};color-scheme:light}
body{font-size:10.5pt}
.page{max-width:none;padding:0}
.wide{display:block}
.narrow,nav,.tools,.pin,.tip{display:none!important}
figure,tr,.numbers{break-inside:avoid}
h2,h3{break-after:avoid}
.scroll{max-height:none;overflow:visible;border:0}
table{font-size:8.5pt}
th,td{padding:.25em .5em}
.scroll code{white-space:normal;overflow-wrap:anywhere}
a{color:inherit;text-decoration:none}
}
`
