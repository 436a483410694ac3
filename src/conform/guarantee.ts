import {
  drawTeams,
  type GuaranteeParams,
  honestEmission,
  requiredUtility,
  retainingUtility,
  type Teams,
  twoClasses,
} from '../consensus/research/guarantee.js'
import { createStreams } from '../random/streams.js'
import type { Hold, Runner, Vector } from './hold.js'

/** The setting of the published plots; a label changes one of them. */
const published = {
  sigma_W: 0.4,
  beta: 1,
  xi: 0.5,
  kappa: 0.5,
  sigma_S: 0.3,
  S_H: 0.6,
  network: 512,
  validators: 64,
}
type Setting = typeof published

const paramsOf = (s: Setting): GuaranteeParams => ({ kappa: s.kappa, beta: s.beta, validatorPart: s.xi })

/** Every setting draws the same deviates, so settings differ by their figures alone. */
function teamsOf(s: Setting): Teams {
  const stream = createStreams('guarantee').make('teams')
  return drawTeams(s.validators, s.network - s.validators, s.S_H, s.sigma_S, s.sigma_W, () => stream.normal())
}

/** `sigma_W .2`, `beta 0`, `xi .25`: one figure of the setting. */
function labelled(label: string): Setting {
  const [name, value] = label.split(' ')
  return { ...published, [name]: Number(value) }
}

/** Two classes without variance: exact. */
const closedForm: Runner = {
  kinds: ['consensus-guarantee'],
  run(vector: Vector, hold: Hold) {
    const at = (row: number[], name: string, otherwise: number) => {
      const k = vector.columns.indexOf(name)
      return k < 0 ? otherwise : row[k]
    }
    vector.rows.forEach((row: number[], k: number) => {
      const params = {
        kappa: at(row, 'kappa', 0.5),
        beta: at(row, 'beta', 1),
        validatorPart: at(row, 'xi', 0.5),
      }
      const teams = twoClasses(at(row, 'S_H', 0.6))
      const got = honestEmission(teams, at(row, 'W_H', 0), at(row, 'W_C', 0), params)
      hold.own(`rows.${k}.E_H`, at(row, 'E_H', 0), got)
    })
  },
}

/** The utility that the published plots ask of an honest majority. */
const monteCarlo: Runner = {
  kinds: ['consensus-guarantee-montecarlo'],
  run(vector: Vector, hold: Hold) {
    for (const one of vector.cases) {
      const setting: Setting = { ...published, ...vector.input, ...one.params }
      const got = requiredUtility(teamsOf(setting), setting.S_H, paramsOf(setting))
      hold.own(`${one.label}.published_plot`, one.published_plot ?? one.own_mean, got)
    }
  },
}

/** Points of the contour of retention. */
const contour: Runner = {
  kinds: ['consensus-guarantee-contour'],
  run(vector: Vector, hold: Hold) {
    for (const [label, points] of Object.entries<[number, number][]>(vector.contours)) {
      const setting = labelled(label)
      const teams = teamsOf(setting)
      for (const [cabal, honest] of points) {
        const got = retainingUtility(teams, setting.S_H, cabal, paramsOf(setting))
        hold.own(`${label}.${cabal}`, honest, got)
      }
    }
  },
}

export const guaranteeRunners: Runner[] = [closedForm, monteCarlo, contour]
