/**
 * The permits of the next epoch: the `places` largest stakes that are not zero, and the owner.
 *
 * Of equal stakes the higher uid wins: the chain sorts ascending, stably, and takes from the end.
 *
 * @param stake    shares of stake before activity is looked at, by uid
 * @param order    all uids in any order; left sorted by stake, so that the next call has little to do
 * @param ownerUid  -1 for none
 * Source: pallets/subtensor/src/epoch/math.rs, is_topk_nonzero; run_epoch.rs, epoch_mechanism, 14bc6f9f
 */
export function selectPermits(
  stake: ArrayLike<number>,
  n: number,
  places: number,
  ownerUid: number,
  order: Uint16Array,
  permit: Uint8Array,
): void {
  // uids from n up hold no neuron; they drift to the end of the order by themselves, see `precedes`
  const capacity = order.length
  for (let a = 1; a < capacity; a++) {
    const uid = order[a]
    let b = a - 1
    while (b >= 0 && precedes(uid, order[b], stake, n)) {
      order[b + 1] = order[b]
      b--
    }
    order[b + 1] = uid
  }
  const first = n - places
  for (let a = 0; a < n; a++) permit[order[a]] = a >= first && stake[order[a]] > 0 ? 1 : 0
  if (ownerUid >= 0 && ownerUid < n) permit[ownerUid] = 1
}

/** Ascending by stake, then by uid; uids that hold no neuron last. */
function precedes(a: number, b: number, stake: ArrayLike<number>, n: number): boolean {
  if (a >= n || b >= n) return a < b
  return stake[a] < stake[b] || (stake[a] === stake[b] && a < b)
}
