import type { Figure } from '../draw/figure.js'
import { figureHtml } from './figure.js'
import { Html, html } from './html.js'
import { script } from './script.js'
import { style } from './style.js'

/** A chapter of a page. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly content: readonly (Html | Figure)[]
}

export interface Page {
  readonly title: string
  readonly question?: string
  /** One line: what, when, by which version. */
  readonly facts: string
  /** Run or sweep, seed and version, in a line: stands below every picture that is saved. */
  readonly source: string
  /** What a reader must know before believing the figures. */
  readonly remarks: readonly string[]
  readonly sections: readonly Section[]
}

/** Nothing may be fetched, whatever a page holds. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:"

/** One file that holds everything: it opens from a disk, and asks nothing of any network. */
export function pageHtml({ title, question, facts, source, remarks, sections }: Page): string {
  const shown = sections.filter(({ content }) => content.length > 0)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="taolab">
<link rel="icon" href="data:,">
<title>${title} - taolab</title>
<style>${new Html(style())}</style>
</head>
<body>
<div class="page">
<header>
<h1>${title}</h1>
${question ? html`<p class="question">${question}</p>` : null}
<p class="facts">${facts}</p>
${remarks.length > 0 ? html`<div class="warning" role="note">${remarks.map((one) => html`<p>${one}</p>`)}</div>` : null}
</header>
<nav aria-label="Contents"><ul>
${shown.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}
</ul></nav>
<main>
${shown.map((section) => sectionHtml(section, source))}
</main>
<footer>
<p>Made by taolab from the files beside this page. Values: point at a picture, or go to it by the Tab key and use the arrow
keys. Every picture and its data can be saved.</p>
</footer>
</div>
<script>${new Html(script())}</script>
</body>
</html>
`.text
}

const sectionHtml = ({ id, title, content }: Section, source: string): Html => html`
<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content.map((one) => (one instanceof Html ? one : figureHtml(one, source)))}
</section>`
