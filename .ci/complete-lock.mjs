/**
 * Completes package-lock.json with the optional packages of other platforms.
 *
 * npm writes only those that its registry serves; `npm ci` then refuses the lock on every machine whose registry, or
 * whose platform, differs. Run it after `npm install` has changed the lock: node .ci/complete-lock.mjs
 * An entry has no checksum, for none is known here; npm never installs it where its platform does not match.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const machines = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const { packages } = lock

/** What a name such as `@rollup/rollup-linux-arm64-musl` says of its platform; null if it says nothing. */
function platformOf(name) {
  if (name === 'fsevents') return { os: ['darwin'] }
  const parts = name.split('/').at(-1).split('-')
  const os = systems.find((system) => parts.includes(system))
  const cpu = machines.find((machine) => parts.includes(machine))
  if (!os || !cpu) return null
  const libc = parts.includes('musl') ? 'musl' : os === 'linux' && parts.includes('gnu') ? 'glibc' : undefined
  return { cpu: [cpu], ...(libc ? { libc: [libc] } : {}), os: [os] }
}

for (const [path, entry] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const own = `${path}/node_modules/${name}`
    const top = `node_modules/${name}`
    if (packages[own] || packages[top]) continue
    const platform = platformOf(name)
    if (!platform) throw new Error(`${path}: what platform is ${name} for?`)
    const version = range.replace(/^[~^]/, '')
    packages[top] = { version, ...platform, ...(entry.dev ? { dev: true } : {}), optional: true }
    console.log(`added ${name}@${version}`)
  }
}

const names = Object.keys(packages).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
lock.packages = Object.fromEntries(names.map((name) => [name, packages[name]]))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
