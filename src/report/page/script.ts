import { light, variables } from '../draw/palette.js'

/**
 * What a page does by itself, as the browser gets it: values under the pointer or by the arrow keys, pictures and data
 * as files, data as a table. It asks nothing of any network.
 */
export const script = (): string => `'use strict'
const colours = ${JSON.stringify(variables(light))}
const save = (name, type, text) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
const cell = (value) => {
  const text = value === null ? '' : String(value)
  return /[",\\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text
}
const csv = ({ columns, rows }) => [columns, ...rows].map((row) => row.map(cell).join(',')).join('\\n') + '\\n'

function standalone(svg) {
  const copy = svg.cloneNode(true)
  const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number)
  const top = Number(svg.dataset.top)
  const whole = top + height + Number(svg.dataset.bottom)
  copy.setAttribute('viewBox', '0 ' + -top + ' ' + width + ' ' + whole)
  copy.setAttribute('height', whole)
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  const box = { x: 0, y: -top, width, height: whole, fill: colours.background }
  for (const name in box) ground.setAttribute(name, box[name])
  copy.prepend(ground)
  const text = new XMLSerializer().serializeToString(copy)
  return text.replace(/var\\(--([a-z0-9-]+)\\)/g, (whole, name) => colours[name] || whole)
    .replaceAll('currentColor', colours.text)
}

function table({ columns, rows }, title) {
  const most = 1000
  const box = document.createElement('div')
  box.className = 'scroll'
  box.tabIndex = 0
  box.setAttribute('role', 'region')
  box.setAttribute('aria-label', 'Data of: ' + title)
  const made = document.createElement('table')
  const row = (parent, cells, name) => {
    const line = parent.insertRow()
    for (const value of cells) {
      const one = document.createElement(name)
      if (name === 'th') one.scope = 'col'
      one.textContent = value === null ? '' : value
      if (typeof value === 'number') one.className = 'n'
      line.append(one)
    }
  }
  row(made.createTHead(), columns, 'th')
  const body = made.createTBody()
  for (const cells of rows.slice(0, most)) row(body, cells, 'td')
  box.append(made)
  if (rows.length > most) {
    const rest = document.createElement('p')
    rest.className = 'small'
    rest.textContent = 'The first ' + most + ' of ' + rows.length + ' rows; the saved file has all.'
    box.prepend(rest)
  }
  return box
}

function reading(picture, texts, places) {
  const svg = picture.querySelector('svg')
  const pin = picture.querySelector('.pin')
  const tip = picture.querySelector('.tip')
  let at = -1
  const hide = () => {
    at = -1
    pin.hidden = true
    tip.hidden = true
  }
  const show = (i) => {
    at = i
    const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number)
    const shown = svg.getBoundingClientRect()
    const scale = shown.width / width
    const [x, y] = places[i]
    pin.hidden = false
    pin.className = y === null ? 'pin line' : 'pin dot'
    pin.style.left = x * scale + 'px'
    pin.style.top = y === null ? '0' : y * scale + 'px'
    pin.style.height = y === null ? (height - 42) * scale + 'px' : ''
    tip.textContent = texts[i]
    tip.hidden = false
    const beside = x * scale + 14
    const fits = beside + tip.offsetWidth <= shown.width
    tip.style.left = Math.max(0, fits ? beside : x * scale - 14 - tip.offsetWidth) + 'px'
    const wanted = y === null ? 30 : y * scale - tip.offsetHeight / 2
    tip.style.top = Math.max(0, Math.min(wanted, shown.height - tip.offsetHeight)) + 'px'
  }
  const nearest = (event) => {
    const shown = svg.getBoundingClientRect()
    const scale = svg.viewBox.baseVal.width / shown.width
    const x = (event.clientX - shown.left) * scale
    const y = (event.clientY - shown.top) * scale
    let best = -1
    let least = Infinity
    places.forEach((place, i) => {
      const far = (place[0] - x) ** 2 + (place[1] === null ? 0 : (place[1] - y) ** 2)
      if (far < least) {
        least = far
        best = i
      }
    })
    if (best >= 0) show(best)
  }
  picture.addEventListener('pointermove', nearest)
  picture.addEventListener('pointerdown', nearest)
  picture.addEventListener('pointerleave', hide)
  picture.addEventListener('blur', hide)
  picture.addEventListener('keydown', (event) => {
    const last = places.length - 1
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at < 0 ? last : at - 1,
      ArrowUp: at < 0 ? last : at - 1, Home: 0, End: last }[event.key]
    if (event.key === 'Escape') hide()
    if (next === undefined || last < 0) return
    event.preventDefault()
    show(Math.max(0, Math.min(last, next)))
  })
}

for (const figure of document.querySelectorAll('figure')) {
  const data = JSON.parse(figure.querySelector('script').textContent)
  const title = figure.querySelector('h3').textContent
  for (const kind of ['wide', 'narrow']) reading(figure.querySelector('.' + kind), data.texts, data[kind])
  figure.querySelector('.save-picture').addEventListener('click', () =>
    save(figure.id + '.svg', 'image/svg+xml', standalone(figure.querySelector('.wide svg'))))
  figure.querySelector('.save-data').addEventListener('click', () => save(figure.id + '.csv', 'text/csv', csv(data)))
  const details = figure.querySelector('details.data')
  details.addEventListener('toggle', () => {
    if (details.open && !details.querySelector('table')) details.append(table(data, title))
  })
}
`
