import type { World } from '../../state/world.js'
import type { RecordView } from '../view.js'

/** The UID at hand, at an epoch of its subnet. */
export class UidRow {
  readonly view: RecordView
  readonly world: World
  netuid = 0
  uid = 0
  /** Row of the neuron table. */
  slot = 0
  /** Cohort and number of the agent that owns the hotkey; -1 if the key belongs to the background. */
  cohort = -1
  member = -1

  constructor(view: RecordView) {
    this.view = view
    this.world = view.world
  }

  look(netuid: number, uid: number): void {
    this.netuid = netuid
    this.uid = uid
    this.slot = netuid * this.world.stride + uid
    const hotkey = this.world.neurons.hotkey[this.slot]
    const owner = hotkey < 0 ? -1 : this.world.hotkeys.owner[hotkey]
    this.cohort = owner < 0 ? -1 : this.view.cohortOf(owner)
    this.member = owner < 0 ? -1 : this.view.memberOf(owner)
  }
}
